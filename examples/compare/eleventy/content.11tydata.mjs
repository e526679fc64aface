// Records and topics have files named `_index.md` for Hugo; here they are pages like any other.
export default {
  layout: "page.njk",
  permalink: ({ page }) => {
    const path = page.filePathStem.replace(/\/_?index$/, "");
    return `${path}/index.html`;
  },
};
