/**
 * Where examples come from and how they are split over m nodes.
 *
 * <p>A data set is an {@link io.github.brsgd.data.ExampleSource}: asked by a {@link
 * io.github.brsgd.data.DataRequest} it gives {@link io.github.brsgd.data.DataParts}, examples to
 * train on and to judge by. A {@link io.github.brsgd.data.Partitioner}, which the training master
 * calls, deals them to the nodes. Users write either; the catalogue gives it a name.
 *
 * <p>A published data set is found on this machine by {@link io.github.brsgd.data.DatasetLocator}
 * or fetched by {@link io.github.brsgd.data.DatasetDownloader}, read into bytes by {@link
 * io.github.brsgd.data.DatasetLoader} and turned into a DL4J {@code DataSet} by {@link
 * io.github.brsgd.data.ImageDataset}. Nothing is trusted: checksums, sizes, labels and headers are
 * checked, and what is wrong is named with its file.
 *
 * <table>
 * <caption>Members</caption>
 * <tr><th>Class</th><th>Use</th></tr>
 * <tr><td>{@link io.github.brsgd.data.KnownDataset}, {@link io.github.brsgd.data.DatasetLocation}</td>
 *     <td>MNIST and CIFAR-10: files, checksums, mirrors; a folder that may hold one</td></tr>
 * <tr><td>{@link io.github.brsgd.data.SyntheticDigits}</td>
 *     <td>digits drawn by seeded code, for use without a download</td></tr>
 * <tr><td>{@link io.github.brsgd.data.CsvTable}, {@link io.github.brsgd.data.IdxFolder}, {@link
 *     io.github.brsgd.data.ImageFolder}</td>
 *     <td>data of a user's own: a table, IDX files, a folder of images</td></tr>
 * <tr><td>{@link io.github.brsgd.data.PixelScaling}</td><td>bytes to network inputs</td></tr>
 * <tr><td>{@link io.github.brsgd.data.IdxRecordReader}, {@link
 *     io.github.brsgd.data.CifarRecordReader}, {@link io.github.brsgd.data.CsvExamples}</td>
 *     <td>DataVec readers of IDX and CIFAR-10 files; CSV through DataVec</td></tr>
 * <tr><td>{@link io.github.brsgd.data.IidPartitioner}</td>
 *     <td>every node draws from the same distribution</td></tr>
 * <tr><td>{@link io.github.brsgd.data.SimilarityPartitioner}</td>
 *     <td>a share dealt i.i.d., the rest by class</td></tr>
 * <tr><td>{@link io.github.brsgd.data.DirichletPartitioner}</td>
 *     <td>classes in proportions drawn from a Dirichlet distribution</td></tr>
 * <tr><td>{@link io.github.brsgd.data.ShardsPartitioner}, {@link
 *     io.github.brsgd.data.OneClassPartitioner}</td>
 *     <td>a few classes per node; one</td></tr>
 * <tr><td>{@link io.github.brsgd.data.PowerLawPartitioner}</td>
 *     <td>i.i.d., unequal sizes</td></tr>
 * <tr><td>{@link io.github.brsgd.data.ColumnPartitioner}</td>
 *     <td>by the values of a feature</td></tr>
 * <tr><td>{@link io.github.brsgd.data.LabelCounts}</td>
 *     <td>the examples of each class on each node</td></tr>
 * </table>
 *
 * <p>LeCun, Bottou, Bengio and Haffner, "Gradient-based learning applied to document recognition",
 * Proceedings of the IEEE 1998 (MNIST); Krizhevsky, "Learning multiple layers of features from tiny
 * images", 2009 (CIFAR-10).
 */
package io.github.brsgd.data;
