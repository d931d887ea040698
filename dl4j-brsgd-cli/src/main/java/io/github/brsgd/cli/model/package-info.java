/**
 * The networks of the examples, small enough to train on two cores under attack in minutes.
 *
 * <table>
 * <caption>Networks of {@link io.github.brsgd.cli.model.ExampleNetwork}</caption>
 * <tr><th>Name</th><th>Layers</th><th>d</th></tr>
 * <tr><td>logistic</td><td>784-10</td><td>7,850 on MNIST</td></tr>
 * <tr><td>mlp</td><td>784-100-10, ReLU</td><td>79,510 on MNIST</td></tr>
 * <tr><td>cnn</td><td>5x5x20, pool, 5x5x50, pool, 500, 10</td><td>431,080 on MNIST</td></tr>
 * <tr><td>cifar-cnn</td><td>three of 3x3 convolution, batch norm, ReLU, pool; 10</td>
 *     <td>34,282 on CIFAR-10</td></tr>
 * </table>
 *
 * <p>LeCun, Bottou, Bengio and Haffner, "Gradient-based learning applied to document recognition",
 * Proceedings of the IEEE 1998; Ioffe and Szegedy, "Batch normalization", ICML 2015.
 */
package io.github.brsgd.cli.model;
