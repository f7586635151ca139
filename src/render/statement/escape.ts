const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text as HTML shows it, also inside an attribute: names of hospitals and packs are other people's words. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] as string)
}
