package io.github.brsgd.site;

import static j2html.TagCreator.a;
import static j2html.TagCreator.body;
import static j2html.TagCreator.code;
import static j2html.TagCreator.details;
import static j2html.TagCreator.each;
import static j2html.TagCreator.footer;
import static j2html.TagCreator.form;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.head;
import static j2html.TagCreator.header;
import static j2html.TagCreator.html;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.input;
import static j2html.TagCreator.label;
import static j2html.TagCreator.li;
import static j2html.TagCreator.link;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.p;
import static j2html.TagCreator.pre;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.script;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.text;
import static j2html.TagCreator.title;
import static j2html.TagCreator.ul;

import j2html.tags.DomContent;
import j2html.tags.specialized.HtmlTag;
import j2html.tags.specialized.NavTag;
import java.util.List;
import org.commonmark.node.Heading;

/**
 * All around the text of a page, the same for each. Its ids have capitals, which no anchor of a
 * heading has.
 */
final class Template {

  private static final String PROJECT = "dl4j-brsgd";

  /** From so many sections on a page tells them first. */
  private static final int SECTIONS = 3;

  private final Menu menu;
  private final Javadoc javadoc;
  private final String version;

  Template(Menu menu, Javadoc javadoc, String version) {
    this.menu = menu;
    this.javadoc = javadoc;
    this.version = version;
  }

  /** A document. */
  String page(Document document, String content) {
    String all = content;
    List<Heading> sections = document.headings(2);
    if (sections.size() >= SECTIONS) {
      // Behind the title, which comes first in every document.
      int end = all.indexOf("</h1>") + "</h1>".length();
      all = all.substring(0, end) + contents(document, sections) + all.substring(end);
    }
    return page(
        document.root(), document.page(), document.title(), document.source(), rawHtml(all));
  }

  /** A file of the checkout, as it is. */
  String source(String page, String file, String content) {
    String root = "../".repeat((int) page.chars().filter(letter -> letter == '/').count());
    String name = file.substring(file.lastIndexOf('/') + 1);
    return page(root, page, name, file, h1(name), pre(code(content)).attr("tabindex", "0"));
  }

  private static String contents(Document document, List<Heading> sections) {
    return details(
            summary("On this page"),
            ul(
                each(
                    sections,
                    heading ->
                        li(
                            a(Document.text(heading))
                                .withHref("#" + document.headings().get(heading))))))
        .withClass("contents")
        .render();
  }

  private String page(
      String root, String page, String heading, String source, DomContent... content) {
    String full = heading.equals(PROJECT) ? heading : heading + " · " + PROJECT;
    HtmlTag html =
        html(
                head(
                    meta().withCharset("utf-8"),
                    meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                    meta().withName("color-scheme").withContent("light dark"),
                    title(full),
                    link().withRel("stylesheet").withHref(root + "site.css"),
                    script().withSrc(root + "search.js").attr("defer").attr("data-root", root)),
                body(
                    a("Skip to the text").withClass("skip").withHref("#siteText"),
                    header(
                        a(PROJECT).withClass("home").withHref(root + "index.html"),
                        span(version),
                        a("Pages").withClass("pages").withHref("#sitePages"),
                        form(
                                label("Search").withFor("siteQuery"),
                                input()
                                    .withId("siteQuery")
                                    .withType("search")
                                    .attr("autocomplete", "off")
                                    .attr("spellcheck", "false"))
                            .attr("role", "search")
                            .isHidden()),
                    section(
                            p().withId("siteFound").attr("role", "status"),
                            ul().withId("sitePlaces"))
                        .withId("siteResults")
                        .attr("aria-label", "Search results")
                        .isHidden(),
                    main(content).withId("siteText").attr("tabindex", "-1"),
                    menu(root, page),
                    footer(
                        p(
                            text(PROJECT + " " + version + ", Apache-2.0. Made from "),
                            code(source),
                            text(".")))))
            .withLang("en");
    return "<!DOCTYPE html>\n" + html.render() + "\n";
  }

  private NavTag menu(String root, String current) {
    return nav(each(
            menu.sections().entrySet(),
            section ->
                section(
                    h2(section.getKey()),
                    ul(
                        each(
                            section.getValue(),
                            document -> entry(root, document.page(), document.title(), current)),
                        iff(
                            section.getKey().equals("Reference"),
                            each(
                                javadoc.modules().entrySet(),
                                module ->
                                    entry(root, module.getValue(), module.getKey(), current)))))))
        .withId("sitePages")
        .attr("aria-label", "Pages");
  }

  private static DomContent entry(String root, String page, String text, String current) {
    return li(
        a(text)
            .withHref(root + Address.of(page))
            .condAttr(page.equals(current), "aria-current", "page"));
  }
}
