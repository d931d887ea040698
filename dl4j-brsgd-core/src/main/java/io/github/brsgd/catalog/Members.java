package io.github.brsgd.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The offers of one kind, by id: reads {@code id:key=value,key=value} and writes it again. */
final class Members<T> {

  /** What ends a path as a key, known or not; names of files have capitals in many places. */
  private static final String SMALL_WORD = "[a-z0-9_-]+";

  /** What can be meant as a key where there was one before, rightly spelt or not. */
  private static final String WORD = "[A-Za-z0-9_-]+";

  private final String kind;

  /** By id, and by each of its other ids. */
  private final Map<String, Offer<T>> offers = new LinkedHashMap<>();

  private final List<String> elsewhere;
  private final RuleTexts nested;

  /**
   * Members of one kind.
   *
   * @param kind such as "rule" or "attack", for messages
   * @param offered the members
   * @param elsewhere ids of other kinds that may stand in the same place, for messages
   * @param nested reads and writes the rules among arguments
   */
  Members(String kind, Collection<Offer<T>> offered, List<String> elsewhere, RuleTexts nested) {
    this.kind = kind;
    this.elsewhere = List.copyOf(elsewhere);
    this.nested = nested;
    for (Offer<T> offer : offered) {
      add(offer.entry().id(), offer);
      offer.entry().aliases().forEach(alias -> add(alias, offer));
    }
  }

  private void add(String id, Offer<T> offer) {
    if (offers.put(id, offer) != null || elsewhere.contains(id)) {
      throw new IllegalArgumentException(kind + ": two providers offer the id '" + id + "'");
    }
  }

  List<CatalogEntry> entries() {
    return offers.values().stream().distinct().map(Offer::entry).toList();
  }

  List<String> ids() {
    return List.copyOf(offers.keySet());
  }

  /** Whether the id of this text is known. */
  boolean has(String text) {
    return offers.containsKey(id(text));
  }

  /** Whether a rule may be among the arguments of this text, which then has no end of its own. */
  boolean nests(String text) {
    return has(text) && offers.get(id(text)).entry().rule().isPresent();
  }

  private static String id(String text) {
    int colon = text.indexOf(':');
    return (colon < 0 ? text : text.substring(0, colon)).strip();
  }

  private static String arguments(String text) {
    int colon = text.indexOf(':');
    return colon < 0 ? "" : text.substring(colon + 1);
  }

  /** The text with a whole number for this key, if the member has the key and the text lacks it. */
  String completed(String text, String key, int value) {
    Offer<T> offer = offers.get(id(text));
    boolean has =
        offer != null && offer.entry().parameters().stream().anyMatch(p -> p.name().equals(key));
    String arguments = arguments(text);
    if (!has || own(offer.entry(), arguments).matches("(?s)(.*,)?\\s*" + key + "\\s*=.*")) {
      return text;
    }
    // Behind a path, which comes first, and before a rule, behind whose key all is its own.
    int end = nested(offer.entry(), arguments).map(Nested::key).orElse(arguments.length());
    String before = arguments.substring(0, end);
    String behind = arguments.substring(end);
    return id(text)
        + ":"
        + (before.isBlank() ? "" : before + ",")
        + key
        + "="
        + value
        + (behind.isEmpty() || behind.startsWith(",") ? "" : ",")
        + behind;
  }

  /** The value that the text gives for a key, outside of a rule among its arguments. */
  Optional<String> given(String text, String key) {
    Offer<T> offer = offers.get(id(text));
    if (offer == null || offer.entry().parameters().stream().noneMatch(p -> p.name().equals(key))) {
      return Optional.empty();
    }
    Matcher value =
        Pattern.compile("(?:^|,)\\s*" + Pattern.quote(key) + "\\s*=([^,]*)")
            .matcher(own(offer.entry(), arguments(text)));
    return value.find() ? Optional.of(value.group(1).strip()) : Optional.empty();
  }

  /** The text of the rule among the arguments of a text. */
  Optional<String> nested(String text) {
    Offer<T> offer = offers.get(id(text));
    String arguments = arguments(text);
    return offer == null
        ? Optional.empty()
        : nested(offer.entry(), arguments)
            .map(rule -> arguments.substring(rule.from(), rule.to()).strip());
  }

  /** Where the rule among some arguments stands, its key before it. */
  private record Nested(int key, int from, int to) {}

  /** All behind the key of a rule is its text, but for one that has no arguments of its own. */
  private static Optional<Nested> nested(CatalogEntry entry, String arguments) {
    return entry
        .rule()
        .map(rule -> Pattern.compile("(?:^|,)\\s*" + Pattern.quote(rule.name()) + "\\s*="))
        .map(key -> key.matcher(arguments))
        .filter(Matcher::find)
        .map(
            key -> {
              int comma = arguments.indexOf(',', key.end());
              int colon = arguments.indexOf(':', key.end());
              boolean isBare = comma >= 0 && (colon < 0 || comma < colon);
              return new Nested(key.start(), key.end(), isBare ? comma : arguments.length());
            });
  }

  /** The arguments without the rule among them. */
  private static String own(CatalogEntry entry, String arguments) {
    return nested(entry, arguments)
        .map(
            rule -> {
              String before = arguments.substring(0, rule.key());
              String behind = arguments.substring(rule.to());
              return before.isEmpty() && !behind.isEmpty() ? behind.substring(1) : before + behind;
            })
        .orElse(arguments);
  }

  T read(String text) {
    int colon = text.indexOf(':');
    String id = id(text);
    Offer<T> offer = offers.get(id);
    if (elsewhere.contains(id)) {
      throw new IllegalArgumentException(
          kind
              + ": '"
              + id
              + "' cannot stand here, it is no "
              + kind
              + ". There are: "
              + String.join(", ", offers.keySet()));
    }
    if (offer == null) {
      List<String> known = new ArrayList<>(offers.keySet());
      known.addAll(elsewhere);
      throw new IllegalArgumentException(
          kind
              + ": unknown '"
              + id
              + "'"
              + NearestWord.suggestion(id, known)
              + " There are: "
              + String.join(", ", known));
    }
    return made(offer, arguments(offer.entry(), colon < 0 ? "" : text.substring(colon + 1)));
  }

  /** What an offer makes; a user's may fail in ways of its own, which are told with its id. */
  private static <T> T made(Offer<T> offer, Arguments arguments) {
    T made;
    try {
      made = offer.make().apply(arguments);
    } catch (IllegalArgumentException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(offer.entry().id() + ": cannot be made: " + e, e);
    }
    if (made == null) {
      throw new IllegalArgumentException(
          offer.entry().id() + ": cannot be made: its provider makes null");
    }
    return made;
  }

  private Arguments arguments(CatalogEntry entry, String text) {
    Map<String, Parameter> known = new LinkedHashMap<>();
    entry.parameters().forEach(parameter -> known.put(parameter.name(), parameter));
    Map<String, String> given = new LinkedHashMap<>();
    nested(entry, text)
        .map(rule -> text.substring(rule.from(), rule.to()).strip())
        .ifPresent(
            rule -> {
              Parameter parameter = entry.rule().get();
              parameter.check(entry.id(), rule);
              given.put(parameter.name(), rule);
            });
    for (String argument : split(entry, own(entry, text), given)) {
      int equals = argument.indexOf('=');
      String key = (equals < 0 ? argument : argument.substring(0, equals)).strip();
      boolean flag = known.containsKey(key) && known.get(key).type() == Parameter.Type.FLAG;
      if (equals < 0 && !flag) {
        throw new IllegalArgumentException(
            entry.id() + ": need key=value, got '" + argument.strip() + "'; " + usage(entry));
      }
      String value = equals < 0 ? "true" : argument.substring(equals + 1).strip();
      if (!known.containsKey(key)) {
        throw new IllegalArgumentException(
            entry.id()
                + ": unknown key '"
                + key
                + "'"
                + NearestWord.suggestion(key, known.keySet())
                + " "
                + usage(entry));
      }
      known.get(key).check(entry.id(), value);
      if (given.put(key, value) != null) {
        throw new IllegalArgumentException(entry.id() + ": " + key + " is given twice");
      }
    }
    for (Parameter parameter : entry.parameters()) {
      if (parameter.required() && !given.containsKey(parameter.name())) {
        throw new IllegalArgumentException(
            entry.id()
                + ": "
                + parameter.name()
                + " is required ("
                + parameter.meaning()
                + "), it has no default; "
                + usage(entry));
      }
    }
    return withRule(entry, given);
  }

  /** Reads the rule among the values; one that lacks a q takes the member's. */
  private Arguments withRule(CatalogEntry entry, Map<String, String> given) {
    Optional<Parameter> rule =
        entry.rule().filter(parameter -> given.containsKey(parameter.name()));
    if (rule.isEmpty()) {
      return Arguments.of(given);
    }
    String name = rule.get().name();
    String text = given.remove(name);
    OptionalInt q =
        given.containsKey("q")
            ? OptionalInt.of(Integer.parseInt(given.get("q")))
            : OptionalInt.empty();
    try {
      return Arguments.of(given).withRule(name, nested.read(text, q));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(entry.id() + ": " + name + ": " + e.getMessage(), e);
    }
  }

  /**
   * What stands between commas; a path that comes first is given already. A comma within a path or
   * behind it stays: only what looks like an option is one, which is a word before an equals sign,
   * known or not, or a known flag.
   */
  private static List<String> split(CatalogEntry entry, String text, Map<String, String> given) {
    if (!entry.beginsWithPath()) {
      return text.isBlank() ? List.of() : List.of(text.split(",", -1));
    }
    String keys = named(entry.parameters().stream());
    String flags = named(entry.parameters().stream().filter(p -> p.type() == Parameter.Type.FLAG));
    String flag = flags.isEmpty() ? "" : "|,(?=\\s*(" + flags + ")\\s*(,|$))";
    String[] parts = text.split(",(?=\\s*(" + SMALL_WORD + "|(?i:" + keys + "))\\s*=)" + flag, 2);
    if (!parts[0].isBlank()) {
      Parameter path = entry.parameters().get(0);
      path.check(entry.id(), parts[0]);
      given.put(path.name(), parts[0]);
    }
    return parts.length < 2
        ? List.of()
        : List.of(parts[1].split(",(?=\\s*" + WORD + "\\s*=)" + flag, -1));
  }

  /** The names as a pattern; an underscore may be meant as a hyphen. */
  private static String named(Stream<Parameter> parameters) {
    return parameters
        .map(
            parameter ->
                Stream.of(parameter.name().split("-", -1))
                    .map(Pattern::quote)
                    .collect(Collectors.joining("[-_]")))
        .collect(Collectors.joining("|"));
  }

  private static String usage(CatalogEntry entry) {
    return entry.parameters().isEmpty()
        ? entry.id() + " has no parameters"
        : "usage: " + entry.usage();
  }

  private Optional<Arguments> told(Offer<T> offer, T value) {
    try {
      return offer.tell().apply(value).map(arguments -> arguments.asTexts(nested));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          offer.entry().id() + ": " + value + " cannot be written as a text: " + e.getMessage(), e);
    }
  }

  /**
   * Some values have no text: where a comma ends a value, none can be in it. The arguments count,
   * as classes of users may lack {@code equals}.
   */
  private void checkReadable(Offer<T> offer, T value, Arguments told, String text) {
    String problem = offer.entry().id() + ": " + value + " cannot be written as a text: '" + text;
    T back;
    try {
      back = read(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(problem + "' is refused: " + e.getMessage(), e);
    }
    if (!back.equals(value) && !told(offer, back).equals(Optional.of(told))) {
      throw new IllegalArgumentException(problem + "' means " + back);
    }
  }

  String write(T value) {
    for (Offer<T> offer : offers.values()) {
      Optional<Arguments> told = told(offer, value);
      if (told.isPresent()) {
        String arguments = told.get().written(offer.entry());
        String text =
            arguments.isEmpty() ? offer.entry().id() : offer.entry().id() + ":" + arguments;
        checkReadable(offer, value, told.get(), text);
        return text;
      }
    }
    throw new IllegalArgumentException(
        kind + ": the catalogue does not have " + value.getClass().getName());
  }
}
