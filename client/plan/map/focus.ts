import { create } from 'zustand'

/** What of a plan’s routes is looked at, on the map or in the list. */
export interface Focus {
  /** The team whose list is open. */
  teamId: string | null
  siteId: string | null
  /** The team that pointer or keyboard are on. */
  pointed: string | null
  /** Minutes after the slips opened; null: the whole day. */
  minute: number | null
  isPlaying: boolean
}

const nothing: Focus = { teamId: null, siteId: null, pointed: null, minute: null, isPlaying: false }
export const useFocus = create<Focus>(() => nothing)

export const forgetFocus = () => useFocus.setState(nothing)
export const chooseTeam = (teamId: string | null) => useFocus.setState({ teamId, siteId: null })
export const chooseStop = (teamId: string, siteId: string) => useFocus.setState({ teamId, siteId })
export const pointAt = (pointed: string | null) => {
  if (useFocus.getState().pointed !== pointed) useFocus.setState({ pointed })
}
/** The team that stands out: the one pointed at, else the one that is open. */
export const litTeam = ({ pointed, teamId }: Focus) => pointed ?? teamId
