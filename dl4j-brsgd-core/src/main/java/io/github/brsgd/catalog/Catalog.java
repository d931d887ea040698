package io.github.brsgd.catalog;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.pre.PreAggregated;
import io.github.brsgd.aggregation.pre.PreAggregator;
import io.github.brsgd.attack.Attack;
import io.github.brsgd.attack.DataPoisoning;
import io.github.brsgd.data.ExampleSource;
import io.github.brsgd.data.Partitioner;
import io.github.brsgd.theory.robustness.Certificate;
import io.github.brsgd.training.node.ComposedUpdate;
import io.github.brsgd.training.node.Gradient;
import io.github.brsgd.training.node.NodeUpdate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rules, attacks, data poisonings, node updates, partitioners and data sets by text: {@code
 * krum:q=4}, {@code alie:z=1.5}, {@code backdoor:target=7}, {@code worker-momentum:beta=0.9},
 * {@code iid}, {@code csv:FILE,label=COLUMN}.
 *
 * <p>A text is an id, then, after a colon, {@code key=value} pairs with commas between. Before a
 * rule there may be pre-aggregations: {@code clip:c=2+nnm:q=4+trimmed-mean:q=4}. A rule that is
 * made from another has that one last, with all its arguments: {@code
 * ctma:q=4,base=multi-krum:q=4,k=3}, where the inner q may be left out. What is unknown, missing,
 * given twice or of the wrong type is an error that says what there is; q never has a default.
 *
 * @since 0.1
 */
public final class Catalog {

  /** Between the links of a chain; not the sign of an exponent, which a digit follows. */
  private static final Pattern LINK = Pattern.compile("\\+(?!\\d)");

  private final List<CatalogProvider> providers;
  private final Members<Aggregator> rules;
  private final Members<PreAggregator> preAggregators;
  private final Members<Attack> attacks;
  private final Members<DataPoisoning> poisonings;
  private final Members<NodeUpdate> nodeUpdates;
  private final Members<Partitioner> partitioners;
  private final Members<ExampleSource> datasets;

  /** Rules among the arguments of rules, read and written by this catalogue. */
  private final class NestedRules implements RuleTexts {

    @Override
    public Aggregator read(String text, OptionalInt q) {
      return q.isPresent() ? rule(text, q.getAsInt()) : rule(text);
    }

    @Override
    public String write(Aggregator rule) {
      return text(rule);
    }
  }

  private Catalog(Collection<? extends CatalogProvider> providers) {
    this.providers = List.copyOf(providers);
    preAggregators = members("pre-aggregation", providers, CatalogProvider::preAggregators);
    rules = members("rule", providers, CatalogProvider::rules);
    preAggregators.ids().stream()
        .filter(rules.ids()::contains)
        .findFirst()
        .ifPresent(
            id -> {
              throw new IllegalArgumentException(
                  "rule: two providers offer the id '" + id + "', one of them a pre-aggregation");
            });
    poisonings = members("data poisoning", providers, CatalogProvider::poisonings);
    attacks =
        members(
            "attack", providers, CatalogProvider::attacks, poisonings.ids().toArray(String[]::new));
    nodeUpdates = members("node update", providers, CatalogProvider::nodeUpdates);
    partitioners = members("partition", providers, CatalogProvider::partitioners);
    datasets = members("dataset", providers, CatalogProvider::datasets);
  }

  private <T> Members<T> members(
      String kind,
      Collection<? extends CatalogProvider> providers,
      Function<CatalogProvider, List<Offer<T>>> offers,
      String... elsewhere) {
    return new Members<>(
        kind,
        providers.stream().flatMap(provider -> offered(kind, provider, offers).stream()).toList(),
        List.of(elsewhere),
        new NestedRules());
  }

  /** Users write providers too: what goes wrong in one is told with its name. */
  private static <T> List<Offer<T>> offered(
      String kind, CatalogProvider provider, Function<CatalogProvider, List<Offer<T>>> offers) {
    String problem = kind + ": the provider " + provider.getClass().getName();
    List<Offer<T>> offered;
    try {
      offered = offers.apply(provider);
    } catch (RuntimeException | LinkageError e) {
      throw new IllegalArgumentException(problem + " fails: " + e, e);
    }
    if (offered == null || offered.stream().anyMatch(Objects::isNull)) {
      throw new IllegalArgumentException(
          problem + " offers " + offered + ", need a list of offers without null");
    }
    return offered;
  }

  /**
   * Everything of this library, and what {@link ServiceLoader} finds of users' {@link
   * CatalogProvider}s.
   *
   * @return a catalogue
   * @throws IllegalArgumentException if two members have the same id, or a provider cannot be
   *     loaded or does not give its offers
   */
  public static Catalog standard() {
    List<CatalogProvider> providers = new ArrayList<>();
    providers.add(new StandardProvider());
    try {
      ServiceLoader.load(CatalogProvider.class).forEach(providers::add);
    } catch (ServiceConfigurationError e) {
      String cause = e.getCause() == null ? "" : " (" + e.getCause() + ")";
      throw new IllegalArgumentException(
          "catalogue: a provider cannot be loaded: " + e.getMessage() + cause, e);
    }
    return of(providers);
  }

  /**
   * What these providers offer, and no more.
   *
   * @param providers where members come from, in the order in which they are listed
   * @return a catalogue
   * @throws IllegalArgumentException if two members have the same id, or a provider does not give
   *     its offers
   */
  public static Catalog of(Collection<? extends CatalogProvider> providers) {
    return new Catalog(providers);
  }

  /**
   * The rule that a text names.
   *
   * @param text for instance {@code krum:q=4}, or a chain {@code nnm:q=4+krum:q=4} of
   *     pre-aggregations before a rule
   * @return the rule
   * @throws IllegalArgumentException if an id or key is unknown, a key is missing or given twice, a
   *     value has the wrong type or is refused by the rule
   */
  public Aggregator rule(String text) {
    List<String> links = links(text);
    String last = links.get(links.size() - 1);
    if (preAggregators.has(last)) {
      throw new IllegalArgumentException(
          "rule: '"
              + last.strip()
              + "' is a pre-aggregation and needs a rule behind it, as in "
              + last.strip()
              + "+median");
    }
    List<PreAggregator> steps =
        links.stream().limit(links.size() - 1L).map(preAggregators::read).toList();
    Aggregator rule = rules.read(last);
    return steps.isEmpty() ? rule : new PreAggregated(steps, rule);
  }

  /** The links of a chain; what stands in a rule among the arguments of another is no link. */
  private List<String> links(String text) {
    List<String> links = List.of(LINK.split(text, -1));
    for (int i = 0; i < links.size(); i++) {
      if (rules.nests(links.get(i))) {
        List<String> all = new ArrayList<>(links.subList(0, i));
        all.add(String.join("+", links.subList(i, links.size())));
        return all;
      }
    }
    return links;
  }

  /**
   * Whether a text names pre-aggregations alone, without a rule behind them.
   *
   * @param text for instance {@code clip:c=2+nnm:q=4}
   * @return true if its last link is the id of a pre-aggregation
   */
  public boolean isPreAggregation(String text) {
    List<String> links = links(text);
    return preAggregators.has(links.get(links.size() - 1));
  }

  /**
   * The pre-aggregations that a text names.
   *
   * @param text for instance {@code clip:c=2+nnm:q=4}
   * @return the steps, in order
   * @throws IllegalArgumentException if an id or key is unknown, a key is missing or given twice, a
   *     value has the wrong type or is refused by the step
   */
  public List<PreAggregator> preAggregation(String text) {
    return LINK.splitAsStream(text).map(preAggregators::read).toList();
  }

  /**
   * The rule that a text names, with one q for all links that have a key q and do not give it; a
   * rule among the arguments of another takes that one's.
   *
   * @param text for instance {@code nnm+krum:neighbours=3}
   * @param q the Byzantine nodes to withstand
   * @return the rule
   * @throws IllegalArgumentException as {@link #rule(String)}
   */
  public Aggregator rule(String text, int q) {
    return rule(
        links(text).stream()
            .map(
                link -> (preAggregators.has(link) ? preAggregators : rules).completed(link, "q", q))
            .collect(Collectors.joining("+")));
  }

  /**
   * The q that the text of a rule gives. All links of a chain, and a rule and its base, have to
   * agree on it, so {@link #rule(String, int)} with this q makes a rule of a text that gives q in
   * one place only.
   *
   * @param text for instance {@code nnm:q=1+trimmed-mean}
   * @return the first that is given, unless it is no whole number; empty if none is
   */
  public OptionalInt givenByzantine(String text) {
    for (String link : links(text)) {
      Members<?> members = preAggregators.has(link) ? preAggregators : rules;
      Optional<String> given = members.given(link, "q");
      if (given.isPresent()) {
        return given.get().matches("\\d{1,9}")
            ? OptionalInt.of(Integer.parseInt(given.get()))
            : OptionalInt.empty();
      }
      Optional<String> base = members.nested(link);
      if (base.isPresent() && givenByzantine(base.get()).isPresent()) {
        return givenByzantine(base.get());
      }
    }
    return OptionalInt.empty();
  }

  /**
   * Whether a rule is proven to be (q, kappa)-robust. In a chain every link has to be, and so has
   * the base of a rule around another.
   *
   * @param rule a rule or a chain
   * @return the proof, or what is in the way of one
   * @throws IllegalArgumentException if a provider fails
   */
  public Certification certificate(Aggregator rule) {
    if (rule instanceof PreAggregated chain) {
      return StandardCertificates.ofChain(chain, certificate(chain.rule()));
    }
    return providers.stream()
        .map(provider -> brought(provider, rule))
        .flatMap(Optional::stream)
        .findFirst()
        .map(proof -> Certification.proven(proof, "of its provider"))
        .orElseGet(() -> StandardCertificates.of(rule, this::certificate));
  }

  private static Optional<Certificate> brought(CatalogProvider provider, Aggregator rule) {
    String problem = "certificate: the provider " + provider.getClass().getName();
    Optional<Certificate> brought;
    try {
      brought = provider.certificate(rule);
    } catch (RuntimeException | LinkageError e) {
      throw new IllegalArgumentException(problem + " fails: " + e, e);
    }
    if (brought == null) {
      throw new IllegalArgumentException(problem + " gives null, need an Optional");
    }
    return brought;
  }

  /**
   * What a list of members says of their robustness; what holds of one rule says {@link
   * #certificate}.
   *
   * @param id of a rule or a pre-aggregation
   * @return kappa as a formula in m, q and {@code r = q/(m-2q)}; empty where nothing is proven
   */
  public Optional<String> robustness(String id) {
    return StandardCertificates.formula(id);
  }

  /**
   * The attack that a text names.
   *
   * @param text for instance {@code alie:z=1.5}
   * @return the attack
   * @throws IllegalArgumentException if an id or key is unknown, a key is missing or given twice, a
   *     value has the wrong type or is refused by the attack
   */
  public Attack attack(String text) {
    return attacks.read(text);
  }

  /**
   * The data poisoning that a text names.
   *
   * @param text for instance {@code backdoor:target=7}
   * @return the poisoning
   * @throws IllegalArgumentException if an id or key is unknown, a key is missing or given twice, a
   *     value has the wrong type or is refused by the poisoning
   */
  public DataPoisoning poisoning(String text) {
    return poisonings.read(text);
  }

  /**
   * Whether a text names a data poisoning; ids of attacks and poisonings differ.
   *
   * @param text for instance {@code backdoor:target=7}
   * @return true if its id is that of a poisoning
   */
  public boolean isPoisoning(String text) {
    return poisonings.has(text);
  }

  /**
   * The node update that a text names.
   *
   * @param text for instance {@code worker-momentum:beta=0.9}, or a chain {@code
   *     local-steps:tau=5,step=0.05+worker-momentum:beta=0.9} in the order in which a row is made;
   *     a momentum alone is that of gradients
   * @return the update
   * @throws IllegalArgumentException if an id or key is unknown, a key is missing or given twice, a
   *     value has the wrong type or is refused by the update, or one that computes a row itself
   *     stands behind another
   */
  public NodeUpdate nodeUpdate(String text) {
    String[] links = LINK.split(text, -1);
    NodeUpdate update = nodeUpdates.read(links[0]);
    for (int i = 1; i < links.length; i++) {
      if (!(nodeUpdates.read(links[i]) instanceof ComposedUpdate next)) {
        throw new IllegalArgumentException(
            "node update: '"
                + links[i].strip()
                + "' computes a row itself and has to come first, got '"
                + text
                + "'");
      }
      update = next.behind(update);
    }
    return update;
  }

  /**
   * Whether nodes that send so keep something from round to round.
   *
   * @param text as for {@link #nodeUpdate}
   * @return what the update says
   * @throws IllegalArgumentException as of {@link #nodeUpdate}
   */
  public boolean remembers(String text) {
    return nodeUpdate(text).remembers();
  }

  /**
   * The partitioner that a text names.
   *
   * @param text for instance {@code iid}
   * @return the partitioner
   * @throws IllegalArgumentException if an id or key is unknown, a key is missing or given twice, a
   *     value has the wrong type or is refused by the partitioner
   */
  public Partitioner partitioner(String text) {
    return partitioners.read(text);
  }

  /**
   * The data set that a text names; nothing is read yet.
   *
   * @param text for instance {@code mnist} or {@code csv:spam.csv,label=58}. A comma within a path
   *     stays, unless what follows looks like {@code key=} or is a flag
   * @return the data set
   * @throws IllegalArgumentException if an id or key is unknown, a key is missing or given twice, a
   *     value has the wrong type or is refused by the data set
   */
  public ExampleSource dataset(String text) {
    return datasets.read(text);
  }

  /**
   * All rules.
   *
   * @return their entries
   */
  public List<CatalogEntry> rules() {
    return rules.entries();
  }

  /**
   * All pre-aggregations.
   *
   * @return their entries
   */
  public List<CatalogEntry> preAggregators() {
    return preAggregators.entries();
  }

  /**
   * All attacks.
   *
   * @return their entries
   */
  public List<CatalogEntry> attacks() {
    return attacks.entries();
  }

  /**
   * All data poisonings.
   *
   * @return their entries
   */
  public List<CatalogEntry> poisonings() {
    return poisonings.entries();
  }

  /**
   * All node updates.
   *
   * @return their entries
   */
  public List<CatalogEntry> nodeUpdates() {
    return nodeUpdates.entries();
  }

  /**
   * All partitioners.
   *
   * @return their entries
   */
  public List<CatalogEntry> partitioners() {
    return partitioners.entries();
  }

  /**
   * All data sets.
   *
   * @return their entries
   */
  public List<CatalogEntry> datasets() {
    return datasets.entries();
  }

  /**
   * The canonical text of a rule: keys in the order of the entry, none that has its default value.
   *
   * @param rule a rule
   * @return a text from which {@link #rule} makes an equal rule
   * @throws IllegalArgumentException if no entry makes such a rule, or no text means it
   */
  @SuppressWarnings("overloads") // as for data sets
  public String text(Aggregator rule) {
    if (rule instanceof PreAggregated chain) {
      return Stream.concat(
              chain.steps().stream().map(preAggregators::write),
              Stream.of(rules.write(chain.rule())))
          .collect(Collectors.joining("+"));
    }
    return rules.write(rule);
  }

  /**
   * The canonical text of an attack: keys in the order of the entry, none that has its default
   * value.
   *
   * @param attack an attack
   * @return a text from which {@link #attack} makes an equal attack
   * @throws IllegalArgumentException if no entry makes such an attack, or no text means it
   */
  @SuppressWarnings("overloads") // as for data sets
  public String text(Attack attack) {
    return attacks.write(attack);
  }

  /**
   * The canonical text of a data poisoning: keys in the order of the entry, none that has its
   * default value.
   *
   * @param poisoning a poisoning
   * @return a text from which {@link #poisoning} makes an equal one
   * @throws IllegalArgumentException if no entry makes such a poisoning, or no text means it
   */
  public String text(DataPoisoning poisoning) {
    return poisonings.write(poisoning);
  }

  /**
   * The canonical text of a node update: links in the order in which a row is made, keys in the
   * order of the entry, none that has its default value.
   *
   * @param update a node update
   * @return a text from which {@link #nodeUpdate} makes an equal one
   * @throws IllegalArgumentException if no entry makes such an update, or no text means it
   */
  @SuppressWarnings("overloads") // as for data sets
  public String text(NodeUpdate update) {
    if (update instanceof ComposedUpdate composed && !composed.before().equals(new Gradient())) {
      return text(composed.before()) + "+" + nodeUpdates.write(composed.behind(new Gradient()));
    }
    return nodeUpdates.write(update);
  }

  /**
   * The canonical text of a partitioner: keys in the order of the entry, none that has its default
   * value.
   *
   * @param partitioner a partitioner
   * @return a text from which {@link #partitioner} makes an equal one
   * @throws IllegalArgumentException if no entry makes such a partitioner, or no text means it
   */
  public String text(Partitioner partitioner) {
    return partitioners.write(partitioner);
  }

  /**
   * The canonical text of a data set: keys in the order of the entry, none that has its default
   * value.
   *
   * @param dataset a data set
   * @return a text from which {@link #dataset} makes an equal one
   * @throws IllegalArgumentException if no entry makes such a data set, or no text means it, as of
   *     a path that holds something like {@code ,key=}
   */
  @SuppressWarnings("overloads") // no lambda is in the catalogue, so none is ambiguous
  public String text(ExampleSource dataset) {
    return datasets.write(dataset);
  }
}
