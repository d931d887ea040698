package io.github.brsgd.data;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The published data sets that can be found, checked and fetched by name. All that is particular to
 * one stands with its constant.
 *
 * @since 0.1
 */
public enum KnownDataset implements ExampleSource {
  /** 60,000 and 10,000 handwritten digits, 28 x 28 grey pixels (LeCun, Cortes and Burges). */
  MNIST(
      "mnist",
      "60,000 and 10,000 handwritten digits, 28 x 28 grey pixels",
      "LeCun et al., Proceedings of the IEEE 1998") {
    @Override
    public List<DataFile> files() {
      return List.of(
          file(
              "train-images-idx3-ubyte",
              47_040_016,
              "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
              Split.TRAIN),
          file(
              "train-labels-idx1-ubyte",
              60_008,
              "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
              Split.TRAIN),
          file(
              "t10k-images-idx3-ubyte",
              7_840_016,
              "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
              Split.TEST),
          file(
              "t10k-labels-idx1-ubyte",
              10_008,
              "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
              Split.TEST));
    }

    @Override
    public List<Download> downloads() {
      return List.of(
          mnist(
              "train-images-idx3-ubyte.gz",
              9_912_422,
              "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
          mnist(
              "train-labels-idx1-ubyte.gz",
              28_881,
              "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
          mnist(
              "t10k-images-idx3-ubyte.gz",
              1_648_877,
              "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
          mnist(
              "t10k-labels-idx1-ubyte.gz",
              4_542,
              "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"));
    }

    @Override
    List<String> dl4jFolders() {
      return List.of("MNIST", "mnist");
    }

    @Override
    boolean isUsableInPart() {
      return false;
    }

    @Override
    ImageDataset join(List<RawFile> files) {
      return IdxFiles.join(id(), files.get(0), files.get(1), TEN_CLASSES);
    }
  },

  /** 60,000 and 10,000 pieces of clothing, 28 x 28 grey pixels (Xiao, Rasul and Vollgraf 2017). */
  FASHION_MNIST(
      "fashion-mnist",
      "60,000 and 10,000 pieces of clothing, 28 x 28 grey pixels",
      "Xiao, Rasul and Vollgraf 2017") {
    @Override
    public List<DataFile> files() {
      return MNIST.files().stream()
          .map(file -> new DataFile(file.name(), file.bytes(), Optional.empty(), file.split()))
          .toList();
    }

    @Override
    public List<Download> downloads() {
      return List.of(
          fashion(
              "train-images-idx3-ubyte.gz",
              26_421_880,
              "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
          fashion(
              "train-labels-idx1-ubyte.gz",
              29_515,
              "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
          fashion(
              "t10k-images-idx3-ubyte.gz",
              4_422_102,
              "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
          fashion(
              "t10k-labels-idx1-ubyte.gz",
              5_148,
              "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"));
    }

    @Override
    List<String> dl4jFolders() {
      return List.of("fashion-mnist");
    }

    @Override
    boolean isUsableInPart() {
      return false;
    }

    /**
     * Names and sizes are those of MNIST's files, and what is published is the gzipped form's sum.
     */
    @Override
    boolean isForeign(RawFile file) {
      Optional<String> sum = Optional.of(file.sha256());
      return MNIST.files().stream().anyMatch(digits -> digits.sha256().equals(sum));
    }

    @Override
    ImageDataset join(List<RawFile> files) {
      for (RawFile file : files) {
        if (isForeign(file)) {
          throw new CorruptFileException(file.path(), "is a file of MNIST, not of Fashion-MNIST");
        }
      }
      return IdxFiles.join(id(), files.get(0), files.get(1), TEN_CLASSES);
    }
  },

  /** 50,000 and 10,000 colour images of ten kinds of things, 32 x 32 pixels (Krizhevsky 2009). */
  CIFAR10(
      "cifar10",
      "50,000 and 10,000 colour images of ten kinds of things, 32 x 32 pixels",
      "Krizhevsky 2009") {
    @Override
    public List<DataFile> files() {
      List<DataFile> files = new ArrayList<>();
      List<String> published =
          List.of(
              "cee916563c9f80d84e3cc88e17fdc0941787f1244f00a67874d45b261883ada5",
              "a591ca11fa1708a91ee40f54b3da4784ccd871ecf2137de63f51ada8b3fa57ed");
      IntStream.rangeClosed(1, 5)
          .mapToObj(
              i ->
                  new DataFile(
                      "data_batch_" + i + ".bin",
                      30_730_000,
                      published.stream().skip(i - 1L).findFirst(),
                      Split.TRAIN))
          .forEach(files::add);
      files.add(
          file(
              "test_batch.bin",
              30_730_000,
              "8e2eb146ae340b09e24670f29cabc6326dba54da8789dab6768acf480273f65b",
              Split.TEST));
      return files;
    }

    @Override
    public List<Download> downloads() {
      return List.of(
          new Download(
              "cifar-10-binary.tar.gz",
              170_052_171,
              "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
              List.of(URI.create("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"))));
    }

    @Override
    List<String> dl4jFolders() {
      return List.of("cifar10", "cifar-10-batches-bin", "cifar/cifar-10-batches-bin");
    }

    @Override
    boolean isUsableInPart() {
      return true;
    }

    @Override
    ImageDataset join(List<RawFile> files) {
      return CifarFiles.join(id(), files);
    }
  };

  private static final int TEN_CLASSES = 10;

  private final String id;
  private final String summary;
  private final String paper;

  KnownDataset(String id, String summary, String paper) {
    this.id = id;
    this.summary = summary;
    this.paper = paper;
  }

  /**
   * The name used on the command line and for folders.
   *
   * @return lower case
   */
  public String id() {
    return id;
  }

  /**
   * What it holds.
   *
   * @return half a sentence
   */
  public String summary() {
    return summary;
  }

  /**
   * Where it was published.
   *
   * @return authors and year
   */
  public String paper() {
    return paper;
  }

  /** Names of folders below Deeplearning4j's data folder. */
  abstract List<String> dl4jFolders();

  /** Whether one training file is enough. */
  abstract boolean isUsableInPart();

  /** Whether a file of the right name and size is one of another data set. */
  boolean isForeign(RawFile file) {
    return false;
  }

  /** The images in the files of one split, in the order of {@link #files}. */
  abstract ImageDataset join(List<RawFile> files);

  @Override
  public void check(DatasetLocator locator) {
    find(locator);
  }

  private DatasetLocation find(DatasetLocator locator) {
    return locator.find(this).orElseThrow(() -> new DatasetNotFoundException(this, locator));
  }

  @Override
  public DataParts load(DataRequest request) {
    DatasetLocation location = find(request.locator());
    return DataParts.of(
            DatasetLoader.load(location, Split.TRAIN),
            () -> DatasetLoader.load(location, Split.TEST),
            request)
        .from(location.directory() + " (" + location.source() + ")", location.checksums());
  }

  /**
   * The files of the data set. A data set is usable with all test files and, of CIFAR-10's training
   * batches, at least one.
   *
   * @return in the order in which they are read
   */
  public abstract List<DataFile> files();

  /**
   * What to fetch to get all files.
   *
   * @return archives or files
   */
  public abstract List<Download> downloads();

  /**
   * Finds a data set by its name.
   *
   * @param id for instance {@code mnist}
   * @return the data set, or empty if there is none of that name
   */
  public static Optional<KnownDataset> of(String id) {
    return Stream.of(values()).filter(dataset -> dataset.id.equals(id)).findFirst();
  }

  private static DataFile file(String name, long bytes, String sha256, Split split) {
    return new DataFile(name, bytes, Optional.of(sha256), split);
  }

  private static Download mnist(String name, long bytes, String sha256) {
    return new Download(
        name,
        bytes,
        sha256,
        List.of(
            URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/" + name),
            URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/" + name)));
  }

  private static Download fashion(String name, long bytes, String sha256) {
    return new Download(
        name,
        bytes,
        sha256,
        List.of(
            URI.create("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/" + name),
            URI.create(
                "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/"
                    + name)));
  }
}
