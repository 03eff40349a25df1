// The sizes that the page is looked at in.

/** Name → width and height in CSS pixels. */
export const screens = {
  phone: { width: 360, height: 740 },
  tablet: { width: 820, height: 1180 },
  desktop: { width: 1280, height: 900 },
};
