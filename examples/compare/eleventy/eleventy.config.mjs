// The same Markdown as Hugo's, so that every reference is written out beforehand.
export default function (config) {
  config.addCollection("briefings", (api) =>
    api.getFilteredByGlob("content/briefings/**/*.md").reverse(),
  );
  config.addFilter("day", (date) => date.toISOString().slice(0, 10));

  return {
    dir: { input: "content", includes: "_includes", output: "public" },
    // Nothing in the text is a template, as in Chancery's and Hugo's.
    markdownTemplateEngine: false,
    htmlTemplateEngine: "njk",
  };
}
