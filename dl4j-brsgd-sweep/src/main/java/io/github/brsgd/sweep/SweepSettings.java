package io.github.brsgd.sweep;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.api.data.DataSource;
import org.deeplearning4j.arbiter.optimize.api.score.ScoreFunction;

/** All that a sweep is set to. */
record SweepSettings(
    ParameterSpace<?> space,
    Search search,
    BrsgdTaskCreator tasks,
    Class<? extends DataSource> source,
    Properties properties,
    ScoreFunction score,
    Path folder,
    int parallel,
    Optional<Duration> timeLimit,
    BooleanSupplier stop,
    Consumer<CandidateResult> listener) {}
