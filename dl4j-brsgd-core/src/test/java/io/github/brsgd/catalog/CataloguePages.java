package io.github.brsgd.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page for each rule, pre-aggregation, attack and poisoning: what catalogue and Javadoc say. */
final class CataloguePages {

  private static final String RULES = "rules/";
  private static final String ATTACKS = "attacks/";
  private static final String INDEX = "README.md";

  /** From here on a paragraph tells when to take something else. */
  private static final Pattern BAD =
      Pattern.compile("(?<=^|[.;] )([Aa] bad choice|Bad where|No robustness)");

  private final Catalog catalog;

  /** Entry to the classes it makes. */
  private final Map<CatalogEntry, List<String>> classes = new LinkedHashMap<>();

  /** File to the entry it is on, and class to file. */
  private final Map<String, CatalogEntry> entries = new LinkedHashMap<>();

  private final Map<String, String> files = new LinkedHashMap<>();

  CataloguePages(Catalog catalog) {
    this.catalog = catalog;
    add(RULES, catalog.rules(), catalog::rule);
    add(RULES, catalog.preAggregators(), text -> catalog.preAggregation(text).get(0));
    add(ATTACKS, catalog.attacks(), catalog::attack);
    add(ATTACKS, catalog.poisonings(), catalog::poisoning);
  }

  private void add(String folder, List<CatalogEntry> members, Function<String, ?> reader) {
    Map<CatalogEntry, List<String>> made = MembersOfEntries.classes(members, reader);
    classes.putAll(made);
    made.forEach(
        (entry, names) -> {
          String file = folder + entry.id() + ".md";
          entries.put(file, entry);
          names.forEach(name -> files.putIfAbsent(name.substring(name.lastIndexOf('.') + 1), file));
        });
  }

  /** All pages by their file below docs/. */
  Map<String, String> all() {
    Map<String, String> pages = new TreeMap<>();
    entries.forEach((file, entry) -> pages.put(file, page(file, entry)));
    pages.put(
        RULES + INDEX,
        "# Rules and pre-aggregations\n\nWhich one to take: [choosing.md](../choosing.md).\n\n"
            + "## Rules\n\n"
            + list(catalog.rules())
            + "\n## Pre-aggregations, before a rule\n\n"
            + list(catalog.preAggregators())
            + footer("Generated from the catalogue"));
    pages.put(
        ATTACKS + INDEX,
        "# Attacks\n\nThe one that hurts a rule most is searched by"
            + " [`brsgd stress`](../command-line.md#stress).\n\n"
            + "## On rows\n\n"
            + list(catalog.attacks())
            + "\n## On data\n\n"
            + list(catalog.poisonings())
            + footer("Generated from the catalogue"));
    return pages;
  }

  private static String list(List<CatalogEntry> members) {
    StringBuilder list = new StringBuilder();
    for (CatalogEntry entry : members) {
      list.append(
          String.format(
              Locale.ROOT, "- [`%s`](%s.md): %s%n", entry.id(), entry.id(), entry.summary()));
    }
    return list.toString().replace(System.lineSeparator(), "\n");
  }

  private static String footer(String from) {
    return "\n---\n" + from + "; `CataloguePagesTest` holds it to that.\n";
  }

  private String page(String file, CatalogEntry entry) {
    StringBuilder page = new StringBuilder("# `" + entry.id() + "`\n\n");
    List<String> sources = new ArrayList<>();
    Set<String> papers = new LinkedHashSet<>();
    List<String> names = classes.get(entry);
    for (String name : names) {
      JavadocText text = text(name, file);
      papers.addAll(text.papers());
      sources.add(source(name));
      if (name.equals(names.get(0))) {
        page.append(JavadocText.wrapped(text.paragraphs().get(0))).append("\n\n");
        page.append("    ").append(entry.usage()).append("\n\n");
        page.append(facts(entry));
        parameters(entry, page);
        body("##", "Definition", text.paragraphs().subList(1, text.paragraphs().size()), page);
      } else {
        body("###", "Variant: " + simple(name), text.paragraphs(), page);
      }
    }
    if (!papers.isEmpty()) {
      page.append("\n## Papers\n\n");
      papers.forEach(paper -> page.append("- ").append(paper).append('\n'));
    }
    return page
        + footer("Generated from the catalogue and the Javadoc of " + String.join(", ", sources));
  }

  private JavadocText text(String name, String from) {
    try {
      return new JavadocText(name, linked -> link(linked, from));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The page on a class, seen from another; its bare name where there is none. */
  private String link(String className, String from) {
    String file = files.get(className.substring(className.lastIndexOf('.') + 1));
    if (file == null) {
      return "`" + className + "`";
    }
    String id = "`" + entries.get(file).id() + "`";
    String folder = from.substring(0, from.indexOf('/') + 1);
    return file.equals(from)
        ? id
        : "["
            + id
            + "]("
            + (file.startsWith(folder) ? file.substring(folder.length()) : "../" + file)
            + ")";
  }

  private static String simple(String name) {
    return "`" + name.substring(name.lastIndexOf('.') + 1) + "`";
  }

  private static String source(String name) {
    return "["
        + simple(name)
        + "](../../dl4j-brsgd-core/src/main/java/"
        + name.replace('.', '/')
        + ".java)";
  }

  private String facts(CatalogEntry entry) {
    StringBuilder facts = new StringBuilder();
    fact("also known as", String.join(", ", entry.aliases()), facts);
    fact("requires", entry.requirement(), facts);
    fact("withstands", entry.breakdown(), facts);
    fact(
        "proven, ||A - mean||^2 <= kappa spread^2 with r = q/(m-2q)",
        catalog.robustness(entry.id()).orElse(""),
        facts);
    fact("cost", entry.cost(), facts);
    fact("paper", entry.paper(), facts);
    return facts.toString();
  }

  private static void fact(String name, String value, StringBuilder facts) {
    if (!value.isEmpty()) {
      facts.append("- ").append(name).append(": ").append(value).append('\n');
    }
  }

  private static void parameters(CatalogEntry entry, StringBuilder page) {
    if (entry.parameters().isEmpty()) {
      return;
    }
    page.append("\n## Parameters\n\n");
    for (Parameter parameter : entry.parameters()) {
      page.append("- `").append(parameter.name()).append("`: ").append(parameter.meaning());
      if (!parameter.choices().isEmpty()) {
        page.append("; one of ").append(String.join(", ", parameter.choices()));
      }
      page.append(parameter.required() ? "; required" : "; default: " + parameter.otherwise())
          .append('\n');
    }
  }

  /** Paragraphs, but what they tell of a bad choice and the example apart. */
  private static void body(
      String level, String heading, List<String> paragraphs, StringBuilder page) {
    List<String> definition = new ArrayList<>();
    List<String> bad = new ArrayList<>();
    List<String> example = new ArrayList<>();
    for (String paragraph : paragraphs) {
      Matcher told = BAD.matcher(paragraph);
      if (paragraph.startsWith("Example")) {
        example.add(paragraph);
      } else if (told.find()) {
        String before = paragraph.substring(0, told.start()).strip();
        if (!before.isEmpty()) {
          definition.add(before.replaceFirst(";$", "."));
        }
        String rest = paragraph.substring(told.start());
        bad.add(rest.substring(0, 1).toUpperCase(Locale.ROOT) + rest.substring(1));
      } else {
        definition.add(paragraph);
      }
    }
    section("## " + heading, definition, page);
    section(level + " When it is a bad choice", bad, page);
    section(level + " Example", example, page);
  }

  private static void section(String heading, List<String> paragraphs, StringBuilder page) {
    if (paragraphs.isEmpty()) {
      return;
    }
    page.append('\n').append(heading).append('\n');
    for (String paragraph : paragraphs) {
      page.append('\n')
          .append(paragraph.startsWith("    ") ? paragraph : JavadocText.wrapped(paragraph))
          .append('\n');
    }
  }
}
