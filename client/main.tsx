import '@fontsource-variable/inter/wght.css'
import './theme/tokens.css'
import './ui/ui.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { startWords } from './i18n/i18n.ts'
import { readHabit, tasteOf } from './state/taste.ts'
import { readLook } from './state/url.ts'

void import('@fontsource-variable/noto-sans-sc/index.css')

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')

const { language, theme } = tasteOf(readLook(window.location.search), readHabit())
document.documentElement.dataset['theme'] = theme
document.documentElement.lang = language
await startWords(language)

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={new QueryClient()}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
)
