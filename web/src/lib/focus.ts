import { tick } from 'svelte';

/** After a refusal the first field at fault takes the focus, wherever the form was left. */
export async function focusFault(form: EventTarget | null): Promise<void> {
  await tick();
  if (form instanceof HTMLElement) form.querySelector<HTMLElement>('[aria-invalid="true"], [data-fault]')?.focus();
}
