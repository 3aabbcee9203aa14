import { Search } from 'lucide-react'
import { Button } from 'react-aria-components'
import { useWords } from '#client/i18n/use-words.ts'
import { openSurface } from '#client/state/surface.ts'
import { IconButton } from '#client/ui/icon-button.tsx'

/** Where one begins to search: a field to look at, an icon where there is no room for one. */
export function SearchButton({ narrow }: { narrow: boolean }) {
  const { t } = useWords()
  if (narrow) return <IconButton icon={Search} label={t('find.open')} onPress={() => openSurface('places')} />
  return (
    <Button
      className="search-button"
      aria-label={t('find.open')}
      aria-haspopup="dialog"
      aria-keyshortcuts="/"
      onPress={() => openSurface('places')}
    >
      <Search size={16} strokeWidth={1.5} aria-hidden="true" />
      <span className="search-button-words">{t('find.places')}</span>
      <kbd>/</kbd>
    </Button>
  )
}
