import { Component, type ReactNode } from 'react'
import { Translation } from 'react-i18next'
import { Notice } from './notice.tsx'

interface Props {
  children: ReactNode
  /** Only a part of the page is in it: the rest goes on. */
  part?: boolean
}

/** Where something breaks: says that the data is safe, shows the cause for the administrator, offers to open again. */
export class Failsafe extends Component<Props, { cause: string | null }> {
  override state = { cause: null }

  static getDerivedStateFromError(error: unknown): { cause: string } {
    return { cause: error instanceof Error ? `${error.name}: ${error.message}` : String(error) }
  }

  override render(): ReactNode {
    const { cause } = this.state
    if (cause === null) return this.props.children
    const Frame = this.props.part === true ? 'div' : 'main'
    return (
      <Translation>
        {(t) => (
          <Frame className="alone">
            <Notice
              urgent
              title={t('state.broken')}
              action={<a href={window.location.href}>{t('state.reload')}</a>}
            >
              <p>{t('state.brokenNext')}</p>
              <code>{cause}</code>
            </Notice>
          </Frame>
        )}
      </Translation>
    )
  }
}
