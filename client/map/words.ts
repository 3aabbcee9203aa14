import type { MapLanguage } from './view.ts'

/** What the map itself says. */
export const mapWords: Record<MapLanguage, Readonly<Record<MapWord, string>>> = {
  'zh-CN': {
    map: '网格地图',
    zoomIn: '放大',
    zoomOut: '缩小',
    fit: '回到全区',
    columns: '立体柱：高度为问题数',
    northUp: '北朝上',
    issue: '{n} 个问题',
    issues: '{n} 个问题',
    attribution: '海岸线 © OpenStreetMap 贡献者',
    schematic: ' · 其余为示意',
    wheel: '按住 Ctrl 滚动可缩放地图',
    macWheel: '按住 ⌘ 滚动可缩放地图',
    finger: '用两根手指移动地图',
  },
  en: {
    map: 'Map of the grid cells',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    fit: 'Back to the whole district',
    columns: 'Columns in 3-D: height is issues found',
    northUp: 'North up',
    issue: '{n} issue',
    issues: '{n} issues',
    attribution: 'Coastline © OpenStreetMap contributors',
    schematic: ' · the rest is schematic',
    wheel: 'Hold Ctrl and scroll to zoom the map',
    macWheel: 'Hold ⌘ and scroll to zoom the map',
    finger: 'Move the map with two fingers',
  },
}
type MapWord =
  | 'map'
  | 'zoomIn'
  | 'zoomOut'
  | 'fit'
  | 'columns'
  | 'northUp'
  | 'issue'
  | 'issues'
  | 'attribution'
  | 'schematic'
  | 'wheel'
  | 'macWheel'
  | 'finger'
