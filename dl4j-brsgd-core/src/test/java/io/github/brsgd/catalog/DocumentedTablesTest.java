package io.github.brsgd.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.data.Partitioner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables that people read say what the catalogue says. */
class DocumentedTablesTest {

  private static final Catalog CATALOG = Catalog.of(List.of(new StandardProvider()));
  private static final Path CHECKOUT = Path.of("..");
  private static final String PACKAGES = "src/main/java/io/github/brsgd/";
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  private static List<CatalogEntry> attacksAndPoisonings() {
    return Stream.concat(CATALOG.attacks().stream(), CATALOG.poisonings().stream()).toList();
  }

  private static Map<String, CatalogEntry> byId(List<CatalogEntry> entries) {
    Map<String, CatalogEntry> byId = new LinkedHashMap<>();
    for (CatalogEntry entry : entries) {
      byId.put(entry.id(), entry);
      entry.aliases().forEach(alias -> byId.put(alias, entry));
    }
    return byId;
  }

  /**
   * The Markdown table below this heading line: rows of cells, the header and its line left out.
   */
  private static List<List<String>> table(String file, String header) throws IOException {
    List<String> lines = Files.readAllLines(CHECKOUT.resolve(file));
    int at = lines.indexOf(header);
    assertThat(at).as("%s has the table %s", file, header).isNotNegative();
    return lines.stream()
        .skip(at + 2)
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> Stream.of(line.substring(1).split("\\|", -1)).map(String::strip).toList())
        .toList();
  }

  private static List<String> code(String cell) {
    return CODE.matcher(cell).results().map(match -> match.group(1)).toList();
  }

  /** The entries that a cell such as {@code `ipm:tau`, `zero`} names; keys must be theirs. */
  private static List<CatalogEntry> named(String cell, Map<String, CatalogEntry> entries) {
    List<CatalogEntry> named = new ArrayList<>();
    for (String text : code(cell)) {
      String[] parts = text.split(":", 2);
      assertThat(entries).as("the id of %s", text).containsKey(parts[0]);
      CatalogEntry entry = entries.get(parts[0]);
      List<String> keys = parts.length == 1 ? List.of() : List.of(parts[1].split(","));
      assertThat(entry.parameters()).as(text).extracting(Parameter::name).containsAll(keys);
      assertThat(keys)
          .as("required keys of %s", text)
          .containsAll(
              entry.parameters().stream()
                  .filter(Parameter::required)
                  .map(Parameter::name)
                  .toList());
      named.add(entry);
    }
    assertThat(named).as("ids in '%s'", cell).isNotEmpty();
    return named;
  }

  private static void assertEachOnce(
      List<CatalogEntry> named, List<CatalogEntry> all, String where) {
    assertThat(named)
        .as(where)
        .extracting(CatalogEntry::id)
        .containsExactlyInAnyOrderElementsOf(all.stream().map(CatalogEntry::id).toList());
  }

  @Test
  void rulesOfTheReadme() throws IOException {
    Map<String, CatalogEntry> rules = byId(CATALOG.rules());
    List<CatalogEntry> named = new ArrayList<>();
    for (List<String> row :
        table("README.md", "| id | requires | cost | breakdown | paper | also in |")) {
      List<CatalogEntry> entries = named(row.get(0), rules);
      CatalogEntry entry = entries.get(0);
      assertThat(entries).as("ids of %s", entry.id()).hasSize(1 + entry.aliases().size());
      assertThat(entries).containsOnly(entry);
      named.add(entry);
      assertThat(row.subList(1, 5))
          .as(entry.id())
          .containsExactly(entry.requirement(), entry.cost(), entry.breakdown(), entry.paper());
    }
    assertEachOnce(named, CATALOG.rules(), "rules of README.md");
  }

  @Test
  void preAggregationsOfTheReadme() throws IOException {
    Map<String, CatalogEntry> steps = byId(CATALOG.preAggregators());
    List<CatalogEntry> named = new ArrayList<>();
    for (List<String> row : table("README.md", "| id | does | paper | also in |")) {
      CatalogEntry entry = named(row.get(0), steps).get(0);
      named.add(entry);
      assertThat(row.get(2)).as(entry.id()).isEqualTo(entry.paper());
    }
    assertEachOnce(named, CATALOG.preAggregators(), "pre-aggregations of README.md");
  }

  @Test
  void attacksOfTheReadme() throws IOException {
    Map<String, CatalogEntry> attacks = byId(attacksAndPoisonings());
    List<CatalogEntry> named = new ArrayList<>();
    for (List<String> row : table("README.md", "| id | Byzantine nodes send | paper |")) {
      List<CatalogEntry> entries = named(row.get(0), attacks);
      named.addAll(entries);
      assertThat(row.get(2))
          .as(row.get(0))
          .isEqualTo(
              entries.stream()
                  .map(CatalogEntry::paper)
                  .filter(paper -> !paper.isEmpty())
                  .distinct()
                  .collect(Collectors.joining("; ")));
    }
    assertEachOnce(named, attacksAndPoisonings(), "attacks of README.md");
  }

  /** A row of a table in Javadoc: the classes that its first cell links to, and the other cells. */
  private record Row(List<String> classes, List<String> cells) {}

  /** The rows of the table with this caption. */
  private static List<Row> javadoc(String name, String caption) throws IOException {
    String text =
        Files.readString(Path.of(PACKAGES + name + "/package-info.java"))
            .replaceAll("\n \\*", "\n")
            .replaceAll("\\s+", " ");
    Matcher table =
        Pattern.compile("<caption>" + Pattern.quote(caption) + "[^<]*</caption>(.*?)</table>")
            .matcher(text);
    assertThat(table.find()).as("%s has a table %s", name, caption).isTrue();
    List<Row> rows = new ArrayList<>();
    for (String row : between("<tr><td>", "</td></tr>", table.group(1))) {
      List<String> cells =
          Stream.of(row.split("</td> ?<td>", -1))
              .map(cell -> cell.replace("&lt;", "<").replace("&gt;", ">").strip())
              .map(cell -> cell.equals("-") ? "" : cell)
              .toList();
      List<String> classes =
          Pattern.compile("\\{@link ([\\w.]+)}")
              .matcher(cells.get(0))
              .results()
              .map(match -> match.group(1))
              .toList();
      assertThat(classes).as(row).isNotEmpty();
      rows.add(new Row(classes, cells.subList(1, cells.size())));
    }
    return rows;
  }

  private static List<String> between(String open, String close, String text) {
    return Pattern.compile(Pattern.quote(open) + "(.*?)" + Pattern.quote(close))
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  private static void assertRows(
      List<Row> rows,
      Map<CatalogEntry, List<String>> classes,
      Function<CatalogEntry, List<String>> columns) {
    Map<String, CatalogEntry> byClass = new LinkedHashMap<>();
    classes.forEach((entry, made) -> made.forEach(name -> byClass.put(name, entry)));
    assertThat(rows.stream().flatMap(row -> row.classes().stream()))
        .containsExactlyInAnyOrderElementsOf(byClass.keySet());
    Map<CatalogEntry, Set<String>> sources = new LinkedHashMap<>();
    for (Row row : rows) {
      for (String name : row.classes()) {
        CatalogEntry entry = byClass.get(name);
        sources
            .computeIfAbsent(entry, e -> new TreeSet<>())
            .add(row.cells().get(row.cells().size() - 1));
        if (classes.get(entry).get(0).equals(name)) {
          List<String> said = columns.apply(entry);
          assertThat(row.cells().subList(0, said.size())).as(name).isEqualTo(said);
        }
      }
    }
    // A variant has a paper of its own, which the entry tells after a word and a colon.
    sources.forEach(
        (entry, found) ->
            assertThat(
                    classes.get(entry).size() == 1
                        ? Set.of(entry.paper())
                        : Stream.of(entry.paper().split("; (?=\\w+: )"))
                            .map(paper -> paper.replaceFirst("^\\w+: ", ""))
                            .collect(Collectors.toSet()))
                .as("papers of %s", entry.id())
                .isEqualTo(found));
  }

  @Test
  void rulesOfTheirPackage() throws IOException {
    assertRows(
        Stream.concat(
                javadoc("aggregation", "Rules").stream(),
                javadoc("aggregation/weighted", "Weighted rules").stream())
            .toList(),
        MembersOfEntries.classes(CATALOG.rules(), CATALOG::rule),
        entry -> List.of(entry.requirement(), entry.cost(), entry.breakdown()));
  }

  @Test
  void preAggregationsOfTheirPackage() throws IOException {
    List<Row> rows = javadoc("aggregation/pre", "Members");
    Map<CatalogEntry, List<String>> classes =
        MembersOfEntries.classes(
            CATALOG.preAggregators(), text -> CATALOG.preAggregation(text).get(0));
    assertRows(rows, classes, entry -> List.of(entry.requirement()));
    assertRows(
        rows.stream().map(row -> new Row(row.classes(), row.cells().subList(2, 4))).toList(),
        classes,
        entry -> List.of(entry.cost()));
  }

  @Test
  void attacksOfTheirPackage() throws IOException {
    assertRows(
        javadoc("attack", "Attacks"),
        MembersOfEntries.classes(CATALOG.attacks(), CATALOG::attack),
        entry -> List.of());
    assertRows(
        javadoc("attack", "Data poisoning"),
        MembersOfEntries.classes(CATALOG.poisonings(), CATALOG::poisoning),
        entry -> List.of());
  }

  private static String commandLine() throws IOException {
    return Files.readString(CHECKOUT.resolve("docs/command-line.md"));
  }

  @Test
  void dataOfTheCommandLine() throws IOException {
    Set<String> shown = new TreeSet<>(code(commandLine()));
    assertThat(shown)
        .containsAll(CATALOG.datasets().stream().map(CatalogEntry::usage).toList())
        .containsAll(CATALOG.partitioners().stream().map(CatalogEntry::usage).toList());
    List<String> usages =
        Stream.concat(CATALOG.datasets().stream(), CATALOG.partitioners().stream())
            .map(CatalogEntry::usage)
            .toList();
    for (List<String> row : table("docs/command-line.md", "| text | what is read | to test on |")) {
      assertThat(usages).containsAll(code(row.get(0)));
    }
  }

  @Test
  void partitions() throws IOException {
    List<List<String>> rows = table("docs/command-line.md", "| text | who holds what | paper |");
    assertThat(rows)
        .extracting(row -> code(row.get(0)))
        .isEqualTo(CATALOG.partitioners().stream().map(entry -> List.of(entry.usage())).toList());
    assertThat(rows)
        .extracting(row -> row.get(2))
        .isEqualTo(CATALOG.partitioners().stream().map(CatalogEntry::paper).toList());
    List<Partitioner> shown =
        table("docs/training.md", "| class | text | the larger, the |").stream()
            .map(
                row -> {
                  Partitioner partitioner = CATALOG.partitioner(code(row.get(1)).get(0));
                  assertThat(code(row.get(0)))
                      .containsExactly(partitioner.getClass().getSimpleName());
                  return partitioner;
                })
            .toList();
    assertThat(shown).hasSameSizeAs(CATALOG.partitioners());
  }

  /**
   * What stands behind an option in an example: one word, behind an option of several words all up
   * to the next option or the end of its line.
   */
  private static List<String> arguments(String option, String text) {
    return Pattern.compile("--" + option + " ((?:[a-z][^\\s`|()]*[ ]?)+)")
        .matcher(text)
        .results()
        .flatMap(
            match ->
                Stream.of(match.group(1).strip().split(" "))
                    .limit(option.endsWith("s") ? Integer.MAX_VALUE : 1))
        .toList();
  }

  @Test
  void examplesOfTheCommandLineCanBeTyped() throws IOException {
    String text = commandLine();
    List<String> rules =
        Stream.of("rule", "rules", "pre")
            .flatMap(option -> arguments(option, text).stream())
            .filter(rule -> !rule.equals("none"))
            .toList();
    assertThat(rules).hasSizeGreaterThan(10).allSatisfy(DocumentedTablesTest::readRule);
    List<String> attacks =
        Stream.of("attack", "attacks")
            .flatMap(option -> arguments(option, text).stream())
            .filter(attack -> !attack.equals("none"))
            .toList();
    assertThat(attacks).hasSizeGreaterThan(5).allSatisfy(DocumentedTablesTest::readAttack);
    assertThat(arguments("dataset", text)).hasSizeGreaterThan(3).allSatisfy(CATALOG::dataset);
  }

  private static void readRule(String text) {
    if (CATALOG.isPreAggregation(text)) {
      CATALOG.rule(text + "+median", 1);
    } else {
      CATALOG.rule(text, 4);
    }
  }

  private static void readAttack(String text) {
    if (CATALOG.isPoisoning(text)) {
      CATALOG.poisoning(text);
    } else {
      CATALOG.attack(text);
    }
  }
}
