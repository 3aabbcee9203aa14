import { navigate } from 'wouter/use-browser-location'
import { mayNow } from '#client/access/me.ts'
import { pages } from '#client/access/pages.ts'
import { leadsTo } from '#client/access/places.ts'
import { isFiltered, plainFilters } from '#client/explore/filter-words.ts'
import { useCamera } from '#client/state/camera.ts'
import { changeLanguage, changeTheme } from '#client/state/change-taste.ts'
import { copyLink } from '#client/state/copy-link.ts'
import { dayNoOf } from '#client/state/days.ts'
import { report } from '#client/state/done.ts'
import type { Look } from '#client/state/look.ts'
import { lookOfMeasure, measureAfter } from '#client/state/measure.ts'
import { canPlay, dayShown, goTo, step, togglePlayback, useMoment } from '#client/state/moment.ts'
import { startPrint } from '#client/state/printing.ts'
import { openSurface } from '#client/state/surface.ts'
import { changeLook, linkTo } from '#client/state/use-look.ts'
import { commandGroups, type CommandGroup, type CommandOf, type Entry, type Here } from './command.ts'
import { moveInRanking, openInRanking } from './ranking-focus.ts'

/** An entry that sets something; it is offered while that is set otherwise. */
const setting = <Id extends string>(id: Id, pinyin: string, patch: Partial<Look>) => ({
  id,
  pinyin,
  can: ({ look }: Here) => Object.entries(patch).some(([name, value]) => Reflect.get(look, name) !== value),
  run: () => changeLook(patch),
})
const camera = () => useCamera.getState().camera
const hasMap = () => camera() !== null
const dayNow = () => dayShown(useMoment.getState())
const isBeforeLatest = ({ latest }: Here) => (dayNow() ?? Infinity) < dayNoOf(latest)
const isSelected = ({ look }: Here) => look.cell !== null || look.site !== null
const toggled = ({ look }: Here) => (look.layout === 'map' ? ('table' as const) : ('map' as const))

/** Everything that can be done by command: one more is one more entry here, and its words in both languages. */
const list = {
  find: [
    { id: 'places', pinyin: 'sou suo di dian', keys: ['/'], keyOnly: true, run: () => openSurface('places') },
    {
      id: 'commands',
      pinyin: 'ming ling',
      keys: ['Mod+k'],
      keyOnly: true,
      run: () => openSurface('commands'),
    },
    { id: 'keys', pinyin: 'kuai jie jian', keys: ['?'], run: () => openSurface('keys') },
  ],
  ranking: [
    {
      id: 'rank-next',
      pinyin: 'xia yi ge',
      keys: ['j', { key: 'ArrowDown', within: 'ranking' }],
      keyOnly: true,
      run: () => moveInRanking(1),
    },
    {
      id: 'rank-previous',
      pinyin: 'shang yi ge',
      keys: ['k', { key: 'ArrowUp', within: 'ranking' }],
      keyOnly: true,
      run: () => moveInRanking(-1),
    },
    {
      id: 'rank-open',
      pinyin: 'da kai',
      keys: [{ key: 'Enter', within: 'ranking' }],
      keyOnly: true,
      run: openInRanking,
    },
    {
      id: 'deselect',
      pinyin: 'qu xiao xuan ze',
      keys: ['Escape'],
      can: isSelected,
      run: () => changeLook({ cell: null, site: null }),
    },
    setting('order-debt', 'an qian zhang pai xu', { order: 'debt' }),
    setting('order-recency', 'an tian shu pai xu', { order: 'recency' }),
    setting('order-density', 'an wen ti mi du pai xu', { order: 'density' }),
    setting('order-overdue-rectification', 'an yu qi zheng gai pai xu', { order: 'overdue-rectification' }),
  ],
  map: [
    {
      id: 'measure-next',
      pinyin: 'huan yi zhong xian shi',
      keys: ['m'],
      run: ({ look }) => changeLook(lookOfMeasure(measureAfter(look.measure))),
    },
    setting('measure-recency', 'xian shi duo jiu mei qu', lookOfMeasure('recency')),
    setting('measure-density', 'xian shi wen ti mi du', lookOfMeasure('density')),
    setting('measure-both', 'xian shi liang zhe', lookOfMeasure('both')),
    {
      id: 'table',
      pinyin: 'di tu huo biao ge',
      keys: ['t'],
      run: (here) => changeLook({ layout: toggled(here) }),
    },
    { id: 'district', pinyin: 'hui dao quan qu', keys: ['0'], can: hasMap, run: () => camera()?.fit() },
    { id: 'zoom-in', pinyin: 'fang da', keys: ['+', '='], can: hasMap, run: () => camera()?.zoom(1) },
    { id: 'zoom-out', pinyin: 'suo xiao', keys: ['-'], can: hasMap, run: () => camera()?.zoom(-1) },
  ],
  time: [
    {
      id: 'play',
      pinyin: 'bo fang huo zan ting',
      keys: [' '],
      can: () => canPlay(useMoment.getState()),
      run: togglePlayback,
    },
    { id: 'day-earlier', pinyin: 'qian yi tian', keys: ['['], run: () => step(-1) },
    { id: 'day-later', pinyin: 'hou yi tian', keys: [']'], can: isBeforeLatest, run: () => step(1) },
    {
      id: 'day-latest',
      pinyin: 'hui dao zui xin',
      keys: ['.'],
      can: ({ latest }) => dayNow() !== dayNoOf(latest),
      run: ({ latest }) => goTo(dayNoOf(latest)),
    },
  ],
  look: [
    setting('window-7', 'wen ti kan jin 7 tian', { windowDays: 7 }),
    setting('window-30', 'wen ti kan jin 30 tian', { windowDays: 30 }),
    setting('window-90', 'wen ti kan jin 90 tian', { windowDays: 90 }),
    setting('window-365', 'wen ti kan jin yi nian', { windowDays: 365 }),
    {
      id: 'unfilter',
      pinyin: 'qing chu shai xuan',
      keys: ['x'],
      can: ({ look }) => isFiltered(look),
      run: () => changeLook(plainFilters),
    },
  ],
  page: [
    { id: 'theme', pinyin: 'shen se huo qian se', keys: ['d'], run: ({ theme }) => changeTheme(theme) },
    {
      id: 'language',
      pinyin: 'zhong wen huo ying wen',
      keys: ['l'],
      run: (here) => changeLanguage(here.language),
    },
    {
      id: 'copy',
      pinyin: 'fu zhi lian jie',
      keys: ['c'],
      run: () => void copyLink().then(() => report('copied')),
    },
    { id: 'print', pinyin: 'da yin', keys: ['p'], run: () => startPrint() },
    {
      id: 'data',
      pinyin: 'da kai shu ju',
      keys: ['i'],
      can: () => mayNow(pages.data),
      run: ({ look }) => navigate(linkTo('/data', look)),
    },
    {
      id: 'settings',
      pinyin: 'da kai she zhi',
      keys: [','],
      can: () => mayNow(pages.settings),
      run: ({ look }) => navigate(linkTo('/settings', look)),
    },
    {
      id: 'account',
      pinyin: 'da kai wo de zhang hao',
      can: () => leadsTo('/account'),
      run: ({ look }) => navigate(linkTo('/account', look)),
    },
    {
      id: 'people',
      pinyin: 'da kai ren yuan yu jue se',
      can: () => leadsTo('/people'),
      run: ({ look }) => navigate(linkTo('/people', look)),
    },
    {
      id: 'displays',
      pinyin: 'da kai da ping she bei',
      can: () => leadsTo('/displays'),
      run: ({ look }) => navigate(linkTo('/displays', look)),
    },
    {
      id: 'walls',
      pinyin: 'da kai da ping chang jing',
      can: () => leadsTo('/walls'),
      run: ({ look }) => navigate(linkTo('/walls', look)),
    },
    {
      id: 'audit',
      pinyin: 'da kai shen ji',
      can: () => leadsTo('/audit'),
      run: ({ look }) => navigate(linkTo('/audit', look)),
    },
  ],
} as const satisfies Record<CommandGroup, readonly Entry<string>[]>

export type CommandId = (typeof list)[CommandGroup][number]['id']
export type Command = CommandOf<CommandId>
export const commands: readonly Command[] = commandGroups.flatMap((group): Command[] =>
  list[group].map((entry: Entry<CommandId>) => ({ ...entry, group })),
)
