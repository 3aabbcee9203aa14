import { config } from 'zod'

/** Before any schema is made: zod would try whether it may compile code, which the page's policy forbids. */
config({ jitless: true })
