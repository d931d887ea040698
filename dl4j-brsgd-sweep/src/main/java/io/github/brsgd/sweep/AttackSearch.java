package io.github.brsgd.sweep;

import io.github.brsgd.checks.Check;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;

/**
 * Looks for the attack that hurts one rule most: generations of attacks are bred by Arbiter from
 * the worse half of those before.
 *
 * <p>The attacks tried follow from space, seed and the scores alone, however many of a generation
 * are run at a time. An attack that comes up again is not run again. Attacks that are known to hurt
 * can be tried first; nothing is bred from them.
 *
 * @param space the attacks to choose from
 * @param attacks how many are tried at most, at least 1
 * @param seed of everything drawn
 * @param first attacks tried before any is drawn, of the {@code attacks}
 * @since 0.2
 */
public record AttackSearch(AttackSpace space, int attacks, long seed, List<AttackChoice> first) {

  /**
   * Candidates drawn for each attack that may be tried: where few attacks serve, some come twice.
   */
  private static final int DRAWS = 10;

  /** Runs a rule under attacks. */
  @FunctionalInterface
  public interface Trials {

    /**
     * Scores attacks, at once or one after another.
     *
     * @param choices different ones, not scored before
     * @return their scores in the same order; fewer where it was stopped, which ends the search
     * @throws IOException if something cannot be read or written
     */
    List<AttackScore> scores(List<AttackChoice> choices) throws IOException;
  }

  /** Checks the number of attacks. */
  public AttackSearch {
    Objects.requireNonNull(space, "space");
    Check.atLeast(1, "AttackSearch: attacks", attacks);
    first = List.copyOf(first);
  }

  /**
   * A search that knows no attack beforehand.
   *
   * @param space the attacks to choose from
   * @param attacks how many are tried at most, at least 1
   * @param seed of everything drawn
   */
  public AttackSearch(AttackSpace space, int attacks, long seed) {
    this(space, attacks, seed, List.of());
  }

  /**
   * Searches to the end.
   *
   * @param trials runs the rule
   * @return the attacks that were run and can serve, the worst first, of equals the one found first
   * @throws IOException as the trials do
   */
  public List<AttackScore> run(Trials trials) throws IOException {
    SeededSearch search =
        new SeededSearch(
            space, Search.genetic((int) Math.min((long) DRAWS * attacks, 1_000_000), seed), true);
    Map<AttackChoice, AttackScore> known = new LinkedHashMap<>();
    List<AttackChoice> begin = first.stream().distinct().limit(attacks).toList();
    int left = attacks - begin.size();
    if (!begin.isEmpty()) {
      List<AttackScore> scores = trials.scores(begin);
      scores.forEach(score -> known.put(score.choice(), score));
      if (scores.size() < begin.size()) {
        return worstFirst(known);
      }
    }
    while (left > 0 && search.hasMoreCandidates()) {
      List<Candidate<?>> generation = generation(search);
      List<AttackChoice> fresh =
          generation.stream()
              .map(candidate -> (AttackChoice) candidate.getValue())
              .distinct()
              .filter(choice -> !known.containsKey(choice))
              .limit(left)
              .toList();
      List<AttackScore> scores = fresh.isEmpty() ? List.of() : trials.scores(fresh);
      scores.forEach(score -> known.put(score.choice(), score));
      left -= fresh.size();
      if (generation.isEmpty() || scores.size() < fresh.size() || left == 0) {
        break;
      }
      for (Candidate<?> candidate : generation) {
        double score = known.get((AttackChoice) candidate.getValue()).score();
        search.reportResults(
            new OptimizationResult(candidate, score, candidate.getIndex(), null, null, null));
      }
    }
    return worstFirst(known);
  }

  private static List<AttackScore> worstFirst(Map<AttackChoice, AttackScore> known) {
    return known.values().stream()
        .filter(AttackSearch::serves)
        .sorted(Comparator.comparingDouble(AttackScore::score))
        .toList();
  }

  private static boolean serves(AttackScore score) {
    return score.score() != AttackScore.CANNOT_SERVE;
  }

  /** All candidates that can be had before others are reported; none where breeding has ended. */
  private static List<Candidate<?>> generation(SeededSearch search) {
    List<Candidate<?>> generation = new ArrayList<>();
    while (search.hasMoreCandidates()) {
      Candidate<?> candidate = search.getCandidate();
      if (candidate.getException() != null) {
        return generation;
      }
      generation.add(candidate);
    }
    return generation;
  }
}
