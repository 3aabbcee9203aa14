import { ChevronDown, Printer } from 'lucide-react'
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { useWords } from '#client/i18n/use-words.ts'
import { papers } from '#client/state/paper.ts'
import { startPrint, usePrinting } from '#client/state/printing.ts'
import { IconButton } from '#client/ui/icon-button.tsx'
import './print-button.css'

interface Props {
  /** Framed, where it stands among content. */
  framed?: boolean
  /** Framed, and says what it does. */
  worded?: boolean
}

/** One press prints on the paper chosen last; the small arrow beside it offers the others. */
export function PrintButton({ framed = false, worded = false }: Props) {
  const { t } = useWords()
  const last = usePrinting((printing) => printing.last)
  const label = t('paper.print', { paper: t(`paper.name.${last}`) })
  return (
    <div className="print-button" data-framed={framed || worded || undefined}>
      {worded ? (
        <Button className="button" onPress={() => startPrint()}>
          <Printer size={16} strokeWidth={1.5} aria-hidden="true" />
          {label}
        </Button>
      ) : (
        <IconButton framed={framed} icon={Printer} label={label} onPress={() => startPrint()} />
      )}
      <MenuTrigger>
        <Button className="icon-button print-choice" aria-label={t('paper.choose')}>
          <span className="icon-button-face" title={t('paper.choose')}>
            <ChevronDown size={12} strokeWidth={1.5} aria-hidden="true" />
          </span>
        </Button>
        <Popover className="popover" placement="bottom end">
          <Menu
            className="menu"
            selectionMode="single"
            selectedKeys={[last]}
            onAction={(key) => {
              const chosen = papers.find((paper) => paper === key)
              if (chosen !== undefined) startPrint(chosen)
            }}
          >
            {papers.map((paper) => (
              <MenuItem key={paper} id={paper} className="menu-item print-item">
                <span className={`print-shape print-shape-${paper}`} aria-hidden="true" />
                {t(`paper.name.${paper}`)}
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
    </div>
  )
}
