package io.github.brsgd.cli.experiment;

import io.github.brsgd.files.AtomicFile;
import io.github.brsgd.files.Sha256;
import io.github.brsgd.training.model.TrainableNetwork;
import io.github.brsgd.training.server.SampledIterate;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;
import org.nd4j.linalg.dataset.api.preprocessor.serializer.NormalizerSerializer;

/**
 * Networks in Deeplearning4j's own file format, updater and iteration count included.
 *
 * @since 0.1
 */
public final class SavedNetwork {

  private static final String CONFIGURATION = "configuration.json";

  private SavedNetwork() {}

  /**
   * Reads a {@code MultiLayerNetwork} or a {@code ComputationGraph}, whichever the file holds.
   *
   * @param file a file that {@code ModelSerializer} wrote
   * @return the network
   * @throws IllegalArgumentException if the file is not a saved network
   * @throws IOException if it cannot be read
   */
  public static Model read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("from: there is no file " + file);
    }
    try {
      return isGraph(file)
          ? ModelSerializer.restoreComputationGraph(file.toFile(), true)
          : ModelSerializer.restoreMultiLayerNetwork(file.toFile(), true);
    } catch (ZipException | RuntimeException e) {
      throw new IllegalArgumentException(
          "from: " + file + " is not a saved Deeplearning4j network: " + e.getMessage(), e);
    }
  }

  /**
   * The choice of a file as it is now.
   *
   * @param file a saved network
   * @param fastLayers whether to compute with fast layers
   * @return the file with its checksum
   * @throws IllegalArgumentException if there is no such file
   */
  public static NetworkChoice choice(Path file, boolean fastLayers) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("from: there is no file " + file);
    }
    return new NetworkChoice("", file.toString(), Sha256.of(file), fastLayers);
  }

  private static boolean isGraph(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry entry = zip.getEntry(CONFIGURATION);
      if (entry == null) {
        throw new ZipException("it has no " + CONFIGURATION);
      }
      String json = new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
      return json.contains("\"vertexInputs\"");
    }
  }

  /**
   * Writes a network, whole or not at all.
   *
   * @param network what to save
   * @param normalization what makes its features, saved with it; {@code ModelSerializer}'s {@code
   *     restoreNormalizerFromFile} reads it
   * @param file where to
   * @throws IOException if it cannot be written
   */
  public static void write(Model network, Optional<DataNormalization> normalization, Path file)
      throws IOException {
    AtomicFile.write(file, out -> write(network, true, normalization, out));
  }

  /**
   * Writes a network with the parameters that it had in another round, whole or not at all. The
   * state of its updater, which is of the last round, is left out.
   *
   * @param network what was trained; not changed
   * @param iterate the parameters and their round
   * @param normalization what makes its features, saved with it
   * @param file where to
   * @throws IOException if it cannot be written
   */
  public static void write(
      Model network, SampledIterate iterate, Optional<DataNormalization> normalization, Path file)
      throws IOException {
    Model copy =
        network instanceof ComputationGraph graph
            ? graph.clone()
            : ((MultiLayerNetwork) network).clone();
    copy.setParams(iterate.parameters());
    TrainableNetwork trainable = TrainableNetwork.of(copy);
    trainable.setCounts(iterate.round(), trainable.epoch());
    AtomicFile.write(file, out -> write(copy, false, normalization, out));
  }

  /** {@code ModelSerializer} closes its stream too early when it is handed a normalisation. */
  private static void write(
      Model network, boolean updater, Optional<DataNormalization> normalization, OutputStream out)
      throws IOException {
    if (normalization.isEmpty()) {
      ModelSerializer.writeModel(network, out, updater);
      return;
    }
    ByteArrayOutputStream bare = new ByteArrayOutputStream();
    ModelSerializer.writeModel(network, bare, updater);
    ByteArrayOutputStream scaling = new ByteArrayOutputStream();
    NormalizerSerializer.getDefault().write(normalization.get(), scaling);
    ZipOutputStream zip = new ZipOutputStream(out);
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(bare.toByteArray()))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        zip.putNextEntry(new ZipEntry(entry.getName()));
        in.transferTo(zip);
        zip.closeEntry();
      }
    }
    zip.putNextEntry(new ZipEntry(ModelSerializer.NORMALIZER_BIN));
    zip.write(scaling.toByteArray());
    zip.closeEntry();
    zip.finish();
  }
}
