/** The brand's eye: a grid in it, one cell glowing. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
      <path
        d="M1.5 12C4.2 7.2 7.7 5 12 5s7.8 2.2 10.5 7c-2.7 4.8-6.2 7-10.5 7S4.2 16.8 1.5 12Z"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.7"
        strokeLinejoin="round"
      />
      <path className="mark-quiet" d="M8.5 8.5h3v3h-3ZM12.5 8.5h3v3h-3ZM8.5 12.5h3v3h-3Z" />
      <path className="mark-lit" d="M12.5 12.5h3v3h-3Z" />
    </svg>
  )
}
