package io.github.brsgd.sweep;

import io.github.brsgd.files.AtomicFile;
import io.github.brsgd.files.TextFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.api.saving.ResultReference;
import org.deeplearning4j.arbiter.optimize.api.saving.ResultSaver;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.DeserializationFeature;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.SerializationFeature;

/**
 * Finished candidates, a file each: {@code candidate-0007.json}. A file is there whole or not at
 * all, so that a sweep that was killed goes on where it ended.
 *
 * @since 0.1
 */
public final class CandidateFolder implements ResultSaver {

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

  private static final String TERMS = "terms.txt";

  @JsonProperty private final String folder;

  /**
   * A folder for results.
   *
   * @param folder made when the first result is saved
   */
  @JsonCreator
  public CandidateFolder(@JsonProperty("folder") String folder) {
    this.folder = Objects.requireNonNull(folder, "folder");
  }

  private Path file(int index) {
    return Path.of(folder, String.format(Locale.ROOT, "candidate-%04d.json", index));
  }

  /**
   * Keeps a result.
   *
   * @param result of one candidate
   * @throws IOException if it cannot be written; nothing half-written is left
   */
  public void save(CandidateResult result) throws IOException {
    Path file = file(result.index());
    makeFolder();
    write(file, JSON.writeValueAsString(result) + "\n");
  }

  private static void write(Path file, String text) throws IOException {
    try {
      AtomicFile.write(file, text);
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  private static IOException cannotWrite(Path file, IOException e) {
    boolean hasReason = !(e instanceof FileSystemException f) || f.getReason() != null;
    return new IOException(
        "cannot write " + file + ": " + (hasReason ? e.getMessage() : e.getClass().getSimpleName()),
        e);
  }

  /**
   * Takes the folder for candidates of one kind: what every one of them goes through is written
   * down at first and compared ever after.
   *
   * @param terms plan, data, score and so on, as text
   * @throws IOException if the folder holds candidates of another kind, or cannot be written
   */
  synchronized void claim(String terms) throws IOException {
    Path file = Path.of(folder, TERMS);
    if (!Files.exists(file)) {
      makeFolder();
      write(file, terms);
    } else if (!TextFile.read(file).equals(terms)) {
      throw new IOException(
          folder
              + " holds another sweep, of "
              + TextFile.read(file).strip().replace("\n", ", ")
              + "; this one is of "
              + terms.strip().replace("\n", ", "));
    }
  }

  private void makeFolder() throws IOException {
    try {
      Files.createDirectories(Path.of(folder));
    } catch (IOException e) {
      throw cannotWrite(Path.of(folder), e);
    }
  }

  /**
   * A result that was kept.
   *
   * @param index of the candidate
   * @return the result; empty if there is none
   * @throws IOException if it cannot be read, or is not a result
   */
  public Optional<CandidateResult> find(int index) throws IOException {
    Path file = file(index);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      CandidateResult result = JSON.readValue(TextFile.read(file), CandidateResult.class);
      if (result == null || result.index() != index) {
        throw new IOException(file + " does not hold the result of candidate " + index);
      }
      return Optional.of(result);
    } catch (CharacterCodingException e) {
      throw new IOException(file + " is damaged; delete it to run the candidate again", e);
    } catch (JsonProcessingException e) {
      throw new IOException(
          file
              + " is damaged"
              + (e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr())
              + "; delete it to run the candidate again",
          e);
    }
  }

  /** Keeps the {@link CandidateResult} in an Arbiter result; the model is not kept. */
  @Override
  public ResultReference saveModel(OptimizationResult result, Object model) throws IOException {
    if (!(result.getModelSpecificResults() instanceof CandidateResult candidate)) {
      throw new IllegalArgumentException(
          "CandidateFolder: keeps results of BrsgdTaskCreator, got "
              + result.getModelSpecificResults());
    }
    save(candidate);
    return reference(result);
  }

  /** Where a result that is kept already can be had. */
  ResultReference reference(OptimizationResult result) {
    return new Kept(result);
  }

  @Override
  public List<Class<?>> getSupportedCandidateTypes() {
    return List.of(BrsgdChoice.class, BrsgdCandidate.class);
  }

  @Override
  public List<Class<?>> getSupportedModelTypes() {
    return List.of(Object.class);
  }

  @Override
  public String toString() {
    return "CandidateFolder(" + folder + ")";
  }

  private record Kept(OptimizationResult result) implements ResultReference {
    @Override
    public OptimizationResult getResult() {
      return result;
    }

    @Override
    public Object getResultModel() {
      throw new UnsupportedOperationException("CandidateFolder: networks are not kept");
    }
  }
}
