import type { Command } from '#client/command/commands.ts'
import type { Words } from '#client/command/find-commands.ts'
import { GroupIcon } from '#client/command/group-icon.tsx'
import { Keys } from '#client/command/keys.tsx'
import { useWords } from '#client/i18n/use-words.ts'

/** A command: its words, those of the other language when they were meant, its keys. */
export function CommandOption({ command, words, typed }: { command: Command; words: Words; typed: string }) {
  const { language } = useWords()
  const [own, other] = language === 'en' ? [words.english, words.chinese] : [words.chinese, words.english]
  const sought = typed.trim().toLowerCase()
  const otherMeant =
    sought !== '' && !own.toLowerCase().includes(sought) && other.toLowerCase().includes(sought)
  return (
    <>
      <span className="found-sign">
        <GroupIcon group={command.group} />
      </span>
      <span className="found-name">{own}</span>
      <span className="found-where">
        {otherMeant && <span lang={language === 'en' ? 'zh-CN' : 'en'}>{other}</span>}
      </span>
      <span className="found-end">
        <Keys keys={command.keys ?? []} first />
      </span>
    </>
  )
}
