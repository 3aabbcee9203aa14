/** With this header a browser asks as the display it is, whoever else is signed in in it; the live feed takes `as=display`. */
export const asDisplay = { header: 'mingcha-as', value: 'display' } as const
