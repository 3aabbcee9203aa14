import { Link } from 'wouter'
import { useMay } from '#client/access/me.ts'
import { pages } from '#client/access/pages.ts'
import { linkTo, useLook } from '#client/state/use-look.ts'
import { useSandboxWords } from './words.ts'

/** The way to the sandbox, for those who may use it. */
export function SandboxLink() {
  const { t } = useSandboxWords()
  const look = useLook()
  if (!useMay(pages.sandbox)) return null
  return (
    <p className="plan-earlier">
      <Link className="link" href={linkTo('/plan/sandbox', look)}>
        {t('link')}
      </Link>
    </p>
  )
}
