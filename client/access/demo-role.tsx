import { useState } from 'react'
import { Label, Radio, RadioGroup } from 'react-aria-components'
import { askNothing, NoAnswer } from '#client/api/ask.ts'
import { useWords } from '#client/i18n/use-words.ts'
import type { PersonRole, Role } from '#data/contract/access.ts'

const all = 'all'

/** As whom a demo is looked at; said to be what it is: nothing is kept from anybody here. */
export function DemoRole({ roles, chosen }: { roles: readonly PersonRole[]; chosen: readonly Role[] }) {
  const { t } = useWords()
  const [failure, setFailure] = useState<string | null>(null)
  const [only] = chosen
  const choose = async (value: string) => {
    const role = roles.find((one) => one === value) ?? null
    try {
      await askNothing('/api/me/demo-role', { method: 'PUT', body: JSON.stringify({ role }) })
      // What was seen in another role goes with the page.
      window.location.reload()
    } catch (error) {
      setFailure(t(`problem.${error instanceof NoAnswer ? error.code : 'garbled'}`))
    }
  }
  return (
    <RadioGroup
      className="demo-role"
      value={chosen.length === 1 && only !== undefined ? only : all}
      onChange={(value) => void choose(value)}
    >
      <Label>{t('account.demoAs')}</Label>
      <p className="quiet">{t('account.demoIs')}</p>
      {[all, ...roles].map((value) => (
        <Radio key={value} value={value} className="demo-role-one">
          {value === all
            ? t('account.demoAll')
            : t(`account.role.${roles.find((one) => one === value) ?? 'wall'}`)}
        </Radio>
      ))}
      {failure !== null && <p role="alert">{failure}</p>}
    </RadioGroup>
  )
}
