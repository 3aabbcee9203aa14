import { expect, test } from 'vitest'
import { ranked } from '#client/state/ranking.ts'
import { sortCells } from '#client/state/table.ts'
import { cellsFrom } from './sample.ts'

const numbers = (cells: { areaNo: number }[]) => cells.map((cell) => cell.areaNo)

test('debt ranks greatest first and leaves out cells that owe nothing', () => {
  const cells = cellsFrom([{ debtMilli: 100 }, { debtMilli: 900 }, { debtMilli: 0 }])
  expect(numbers(ranked(cells, 'debt'))).toEqual([2, 1])
})

test('never visited ranks before any number of days; a cell without sites is not ranked', () => {
  const cells = cellsFrom([
    { recencyDays: 400 },
    { recencyDays: null },
    { recencyDays: null, activeSites: 0 },
  ])
  expect(numbers(ranked(cells, 'recency'))).toEqual([2, 1])
})

test('equals are ordered by debt, then by number: the order never flickers', () => {
  const cells = cellsFrom([
    { recencyDays: 20, debtMilli: 1 },
    { recencyDays: 20, debtMilli: 5 },
    { recencyDays: 20, debtMilli: 1 },
  ])
  expect(numbers(ranked(cells, 'recency'))).toEqual([2, 1, 3])
})

test('the table puts unknown values last, whichever way it is sorted', () => {
  const cells = cellsFrom([{ recencyDays: 3 }, { recencyDays: null, activeSites: 0 }, { recencyDays: 9 }])
  const sorted = (down: boolean) =>
    numbers(sortCells(cells, 'days', down, (cell) => String(cell.areaNo), 'en'))
  expect(sorted(true)).toEqual([3, 1, 2])
  expect(sorted(false)).toEqual([1, 3, 2])
})

test('the table sorts names as people count: 2 before 10', () => {
  const cells = cellsFrom(Array.from({ length: 10 }, () => ({})))
  const sorted = sortCells(cells, 'place', false, (cell) => cell.area?.name ?? '', 'zh-CN')
  expect(numbers(sorted).slice(0, 3)).toEqual([1, 2, 3])
})
