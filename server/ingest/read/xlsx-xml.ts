import sax from 'sax'

/** An element as it begins: its name and attributes without prefixes. */
export interface Element {
  name: string
  attributes: Readonly<Record<string, string>>
}

interface Handlers {
  open?: (element: Element) => void
  text?: (text: string) => void
  close?: (name: string) => void
}

/** What a part of a spreadsheet may not be. */
export class BadXml extends Error {}

/**
 * Reads XML as it comes. Entities beyond XML's own five are not known, nothing is fetched, and a document type is
 * refused. Throws BadXml. What the handlers collected may be taken after each piece.
 */
export async function* readXml(bytes: AsyncIterable<Uint8Array>, handlers: Handlers): AsyncGenerator<void> {
  const parser = sax.parser(true, { xmlns: false, position: false })
  let failure: Error | null = null
  const text = (piece: string) => handlers.text?.(piece)
  Object.assign(parser, {
    onopentag: ({ name, attributes }: sax.Tag) => {
      const plain: Record<string, string> = {}
      for (const [key, value] of Object.entries(attributes)) plain[local(key)] = value
      handlers.open?.({ name: local(name), attributes: plain })
    },
    ontext: text,
    oncdata: text,
    onclosetag: (name: string) => handlers.close?.(local(name)),
    ondoctype: () => {
      failure = new BadXml('it declares a document type')
    },
    onerror: (error: Error) => {
      failure ??= new BadXml(error.message.split('\n')[0])
    },
  })
  const decoder = new TextDecoder('utf-8')
  for await (const chunk of bytes) {
    parser.write(decoder.decode(chunk, { stream: true }))
    if (failure !== null) throw failure
    yield
  }
  parser.close()
  if (failure !== null) throw failure
  yield
}

const local = (name: string) => name.slice(name.indexOf(':') + 1)
