/** The name a mapping is proposed to have: its file's, without the ending and what a name may not hold. */
export function mappingNameOf(file: string): string {
  const plain = file
    .replace(/\.gz$/i, '')
    .replace(/\.[\p{L}\p{N}]{1,8}$/u, '')
    .replaceAll(/[^\p{L}\p{N} ._-]+/gu, '-')
    .replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}_-]+$/gu, '')
  return Array.from(plain).slice(0, 60).join('') || 'file'
}
