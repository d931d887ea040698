package io.github.brsgd.data;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * A folder of images per class, all of one size, as ImageIO reads them: {@code images:DIR}. They
 * lie below {@code train} and {@code test} where these are there, else a fifth of all is held out.
 * Colour images have three channels; grey ones, if all are, have one.
 *
 * @param dir the folder
 * @since 0.2
 */
public record ImageFolder(Path dir) implements ExampleSource {

  private static final List<String> ENDINGS = List.of("png", "jpg", "jpeg", "gif", "bmp");
  private static final int LARGEST_CLASSES = 256;

  /** Checks that it is given. */
  public ImageFolder {
    Objects.requireNonNull(dir, "dir");
  }

  /** An image and its class. */
  private record Labelled(Path file, int label) {}

  @Override
  public void check(DatasetLocator locator) {
    NamedPath.checkFolder("images", dir);
  }

  @Override
  public DataParts load(DataRequest request) {
    check(request.locator());
    boolean apart =
        Files.isDirectory(dir.resolve("train")) && Files.isDirectory(dir.resolve("test"));
    Path first = apart ? dir.resolve("train") : dir;
    List<String> classes = classes(first);
    List<Labelled> files = new ArrayList<>(images(first, classes));
    int training = files.size();
    if (apart) {
      List<String> others = classes(dir.resolve("test"));
      if (!others.equals(classes)) {
        throw new IllegalArgumentException(
            "dataset: need the same classes in train and test of "
                + dir
                + ", got "
                + classes
                + " and "
                + others);
      }
      files.addAll(images(dir.resolve("test"), classes));
    }
    ImageDataset all = dataset(dir, files, classes);
    List<Path> read = files.stream().map(Labelled::file).toList();
    int[] trained = range(0, training);
    int[] held = range(training, files.size());
    HeldOut split = apart ? new HeldOut(trained, held) : HeldOut.of(files.size());
    ImageDataset test = all.subset(split.test());
    return DataParts.of(all.subset(split.training()), () -> test, request).from(dir, read);
  }

  @Override
  public String toString() {
    return "images:" + dir;
  }

  private static int[] range(int from, int to) {
    return IntStream.range(from, to).toArray();
  }

  private static List<Path> sorted(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(path -> !path.getFileName().toString().startsWith(".")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder + ": " + e, e);
    }
  }

  private static List<String> classes(Path folder) {
    List<String> classes =
        sorted(folder).stream()
            .filter(Files::isDirectory)
            .map(path -> path.getFileName().toString())
            .toList();
    if (classes.size() < 2 || classes.size() > LARGEST_CLASSES) {
      throw new IllegalArgumentException(
          "dataset: need a folder per class in "
              + folder
              + ", 2 to "
              + LARGEST_CLASSES
              + " of them, found "
              + (classes.size() > LARGEST_CLASSES ? classes.size() : classes.toString()));
    }
    return classes;
  }

  private static List<Labelled> images(Path folder, List<String> classes) {
    List<Labelled> images = new ArrayList<>();
    for (int label = 0; label < classes.size(); label++) {
      int before = images.size();
      for (Path file : sorted(folder.resolve(classes.get(label)))) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1))) {
          images.add(new Labelled(file, label));
        }
      }
      if (images.size() == before) {
        throw new IllegalArgumentException(
            "dataset: "
                + folder.resolve(classes.get(label))
                + " has no images, files that end in "
                + String.join(", ", ENDINGS));
      }
    }
    return images;
  }

  private static ImageDataset dataset(Path folder, List<Labelled> files, List<String> classes) {
    List<BufferedImage> images = files.stream().map(file -> image(file.file())).toList();
    int width = images.get(0).getWidth();
    int height = images.get(0).getHeight();
    boolean colour = false;
    for (int i = 0; i < images.size(); i++) {
      BufferedImage image = images.get(i);
      if (image.getWidth() != width || image.getHeight() != height) {
        throw new CorruptFileException(
            files.get(i).file(),
            "is "
                + image.getWidth()
                + " x "
                + image.getHeight()
                + " pixels, "
                + files.get(0).file()
                + " is "
                + width
                + " x "
                + height);
      }
      colour |= !isGrey(image);
    }
    ImageShape shape = new ImageShape(colour ? 3 : 1, height, width);
    if (images.size() > Integer.MAX_VALUE / shape.size()) {
      throw new IllegalArgumentException(
          "dataset: "
              + folder
              + " has "
              + images.size()
              + " images of "
              + shape.size()
              + " values, need at most "
              + Integer.MAX_VALUE / shape.size());
    }
    ByteArrayOutputStream pixels = new ByteArrayOutputStream(shape.size() * images.size());
    byte[] labels = new byte[files.size()];
    for (int i = 0; i < images.size(); i++) {
      labels[i] = (byte) files.get(i).label();
      for (int channel = 0; channel < shape.channels(); channel++) {
        write(images.get(i), 16 - 8 * channel, pixels);
      }
    }
    return new ImageDataset(NamedPath.name(folder), shape, pixels.toByteArray(), labels, classes);
  }

  private static void write(BufferedImage image, int shift, ByteArrayOutputStream pixels) {
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        pixels.write(value(image, x, y, shift));
      }
    }
  }

  /** Grey images keep their bytes: as RGB they would come out brighter. */
  private static int value(BufferedImage image, int x, int y, int shift) {
    if (!isGreyModel(image)) {
      return image.getRGB(x, y) >> shift & 0xff;
    }
    int sample = image.getRaster().getSample(x, y, 0);
    int bits = image.getColorModel().getComponentSize(0);
    return bits >= Byte.SIZE ? sample >> (bits - Byte.SIZE) : sample * 255 / ((1 << bits) - 1);
  }

  private static boolean isGreyModel(BufferedImage image) {
    return image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
  }

  private static boolean isGrey(BufferedImage image) {
    if (isGreyModel(image)) {
      return true;
    }
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int rgb = image.getRGB(x, y);
        if ((rgb >> 16 & 0xff) != (rgb & 0xff) || (rgb >> 8 & 0xff) != (rgb & 0xff)) {
          return false;
        }
      }
    }
    return true;
  }

  private static BufferedImage image(Path file) {
    try {
      BufferedImage image = ImageIO.read(file.toFile());
      if (image == null) {
        throw new CorruptFileException(file, "is no image that Java can read");
      }
      return image;
    } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new CorruptFileException(file, "is a damaged image (" + e.getMessage() + ")", e);
    }
  }
}
