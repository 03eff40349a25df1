/** Leaving a field: a browser sends no `change` where what was written there was taken back. */

/** Of a blur: whether the whole window lost the focus. Then its field will have it again. */
export function comesBack({ target }: Event): boolean {
  const field = target as HTMLElement;
  return (field.getRootNode() as Document | ShadowRoot).activeElement === field;
}

/** Of a field for dates that is left: it says again which day holds, whatever was half written in it. */
export function showDay(event: Event, day: string): void {
  if (comesBack(event)) return;
  const field = event.target as HTMLInputElement;
  field.setCustomValidity("");
  field.value = day;
}
