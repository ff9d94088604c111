package io.kubenet.html;

import static j2html.TagCreator.body;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.head;
import static j2html.TagCreator.html;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.style;
import static j2html.TagCreator.title;

import com.google.common.io.Resources;
import j2html.Config;
import j2html.rendering.FlatHtml;
import j2html.tags.DomContent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A page.
 *
 * @param heading what it is about
 * @param content what it tells
 */
record Page(String heading, DomContent content) {

  String text() {
    try {
      return "<!DOCTYPE html>\n"
          + html(
                  head(
                      meta().withCharset("utf-8"),
                      meta()
                          .withName("viewport")
                          .withContent("width=device-width, initial-scale=1"),
                      title(heading),
                      style(rawHtml(sheet()))),
                  body(main(h1(heading), content)))
              .withLang("en")
              .render(FlatHtml.inMemory(Config.defaults().withEmptyTagsClosed(true)))
          + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sheet() throws IOException {
    return Resources.toString(Page.class.getResource("page.css"), StandardCharsets.UTF_8);
  }
}
