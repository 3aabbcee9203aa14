import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'

export interface Cable {
  /** Where to reach the server through it. */
  url: string
  /** Pulls it: every connection breaks and new ones are refused. */
  cut: () => Promise<void>
  /** Plugs it in again, at the same address. */
  mend: () => Promise<void>
}

/** A network cable to a server on this machine, which can be pulled. */
export async function cableTo(serverUrl: string): Promise<Cable> {
  const far = Number(new URL(serverUrl).port)
  const sockets = new Set<Socket>()
  const keep = (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket))
  }
  let near: Server
  const plug = async (port: number): Promise<number> => {
    near = createServer((inward) => {
      const outward = connect(far, '127.0.0.1')
      keep(inward)
      keep(outward)
      inward.pipe(outward).pipe(inward)
      inward.on('close', () => outward.destroy())
      outward.on('close', () => inward.destroy())
    }).listen(port, '127.0.0.1')
    await once(near, 'listening')
    const address = near.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    return address.port
  }
  const port = await plug(0)
  return {
    url: `http://127.0.0.1:${port}`,
    cut: async () => {
      const closed = once(near, 'close')
      near.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
    mend: async () => void (await plug(port)),
  }
}
