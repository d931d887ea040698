package io.github.brsgd.training.model;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.layers.FrozenLayer;
import org.deeplearning4j.nn.layers.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.layers.convolution.subsampling.SubsamplingLayer;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNConvHelper;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.deeplearning4j.nn.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Layers that compute with oneDNN where that is faster, equal to stock ones but for the rounding;
 * networks of dense layers compute their gradients without them, by {@link DenseNetwork}.
 *
 * <p>Deeplearning4j has helpers for convolution and batch normalisation that call oneDNN, and sets
 * them where the backend has it; its test for that asks for a class that has moved and fails, so
 * they are set from outside. Pooling is the other way round: with oneDNN it takes several times
 * longer than without, so it is kept from it.
 *
 * <p>What is not of single precision stays as it is, and so does what oneDNN lacks or a helper gets
 * wrong: channels last, dilated convolutions, local response normalisation, recurrent layers, batch
 * normalisation with fixed gamma and beta or trained through while frozen. Dilated pooling, which
 * oneDNN gets wrong under stock layers, too, is refused.
 *
 * @since 0.2
 */
public final class FastLayers {

  private static final Logger LOG = LoggerFactory.getLogger(FastLayers.class);
  private static final String ONE_DNN = "HAVE_ONEDNN";
  private static final String NO_CPU = "ND4J's backend is not the one for CPUs";
  private static final AtomicBoolean TOLD = new AtomicBoolean();

  private FastLayers() {}

  /**
   * Whether the backend that ND4J has loaded in this process is built with oneDNN.
   *
   * @return false where fast layers are stock ones, but in networks of dense layers
   */
  public static boolean available() {
    return obstacle().isEmpty();
  }

  private static Optional<String> obstacle() {
    return obstacle(isCpu(), Nd4j.getBackend().buildInfo(), Nd4j.getEnvironment().helpersAllowed());
  }

  private static boolean isCpu() {
    return Nd4j.getExecutioner().type() == OpExecutioner.ExecutionerType.NATIVE_CPU;
  }

  /** ND4J answers that oneDNN is in use whether it is there or not; only the build tells. */
  static Optional<String> obstacle(boolean cpu, String build, boolean helpersAllowed) {
    if (!cpu) {
      return Optional.of(NO_CPU);
    }
    if (!hasOneDnn(build)) {
      return Optional.of(
          "the nd4j-native that is loaded is built without oneDNN; its jar of classifier"
              + " <platform>-onednn on the class path has it");
    }
    return helpersAllowed ? Optional.empty() : Optional.of("ND4J's environment forbids helpers");
  }

  private static boolean hasOneDnn(String build) {
    return build != null && build.contains(ONE_DNN);
  }

  /**
   * Whether stock layers of this process may use oneDNN, where ND4J's backend has it. They do
   * unless this forbids it, and then have the bits that a backend without oneDNN gives them; of
   * what {@link TrainableNetwork#useFastLayers} does only dense networks are fast then.
   *
   * @param allowed false to keep all of ND4J from oneDNN
   */
  public static void allowOneDnn(boolean allowed) {
    if (hasOneDnn(Nd4j.getBackend().buildInfo())) {
      Nd4j.getEnvironment().allowHelpers(allowed);
    }
  }

  /**
   * Makes a layer of a replica fast, if it is of a kind for which that is known.
   *
   * @param layer of a network that nobody else uses
   * @param first whether what it reads are the data, so that nobody needs its gradient by them
   * @param type of the network's parameters; the layer's configuration keeps the old one where the
   *     network was converted
   * @return the layer to put in its place, most often itself
   * @throws IllegalArgumentException if oneDNN would compute it wrongly
   */
  static Layer of(Layer layer, boolean first, DataType type) {
    Layer inner = unwrapped(layer);
    if (inner instanceof SubsamplingLayer pooling) {
      refuseDilated(pooling);
    }
    if (inner.conf() == null || type != DataType.FLOAT || !isKnown(layer, inner)) {
      return layer;
    }
    Optional<String> obstacle = obstacle();
    if (obstacle.isPresent()) {
      tell(obstacle.get());
      return layer;
    }
    try {
      if (inner instanceof ConvolutionLayer convolution) {
        fit(convolution, first);
      } else if (inner instanceof BatchNormalization) {
        set(inner, BatchNormalization.class, new ContiguousBatchNormalization());
      } else if (inner == layer) {
        return new PlainPooling((SubsamplingLayer) layer);
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      tell(e.toString());
    }
    return layer;
  }

  /** A way to the gradients of a network of dense layers that needs no layers, if there is one. */
  static Optional<DenseNetwork> dense(MultiLayerNetwork network) {
    Optional<DenseNetwork> dense = DenseNetwork.of(network);
    if (dense.isPresent() && !isCpu()) {
      tell(NO_CPU);
      return Optional.empty();
    }
    try {
      dense.ifPresent(any -> MatrixProducts.load());
      return dense;
    } catch (LinkageError e) {
      tell(e.toString());
      return Optional.empty();
    }
  }

  private static void refuseDilated(SubsamplingLayer layer) {
    int[] dilation = layer.layerConf().getDilation();
    if (Arrays.stream(dilation).anyMatch(step -> step != 1) && available()) {
      throw new IllegalArgumentException(
          "fastLayers: layer "
              + layer.layerConf().getLayerName()
              + " pools with dilation "
              + Arrays.toString(dilation)
              + ", which ND4J with oneDNN computes wrongly; train it without fast layers");
    }
  }

  private static Layer unwrapped(Layer layer) {
    if (layer instanceof FrozenLayer frozen) {
      return unwrapped(frozen.getInsideLayer());
    }
    return layer instanceof BaseWrapperLayer wrapper ? unwrapped(wrapper.getUnderlying()) : layer;
  }

  /** Subclasses compute otherwise. */
  private static boolean isKnown(Layer wrapped, Layer layer) {
    Class<?> type = layer.getClass();
    if (type == BatchNormalization.class) {
      var conf = ((BatchNormalization) layer).layerConf();
      // Trained through while frozen, it runs forward as in evaluation: no way back for the helper.
      return !(wrapped instanceof FrozenLayerWithBackprop)
          && !conf.isLockGammaBeta()
          && conf.getCnn2DFormat() == CNN2DFormat.NCHW;
    }
    if (type == SubsamplingLayer.class) {
      PoolingType pooling = ((SubsamplingLayer) layer).layerConf().getPoolingType();
      return pooling == PoolingType.MAX || pooling == PoolingType.AVG;
    }
    if (type == ConvolutionLayer.class) {
      var conf = ((ConvolutionLayer) layer).layerConf();
      return conf.getCnn2dDataFormat() == CNN2DFormat.NCHW
          && Arrays.stream(conf.getDilation()).allMatch(step -> step == 1);
    }
    return false;
  }

  /** What comes out of the forward pass is kept, or the backward pass would compute it again. */
  private static void fit(ConvolutionLayer layer, boolean first)
      throws ReflectiveOperationException {
    set(
        layer,
        ConvolutionLayer.class,
        first ? new DataConvolution() : new MKLDNNConvHelper(DataType.FLOAT));
    layer.setCacheMode(CacheMode.DEVICE);
    if (DenseActivation.isRelu(layer.layerConf().getActivationFn())) {
      layer.layerConf().setActivationFn(new LoopedRectifier());
    }
  }

  private static void set(Layer layer, Class<?> declaring, Object helper)
      throws ReflectiveOperationException {
    Field field = declaring.getDeclaredField("helper");
    field.setAccessible(true);
    field.set(layer, helper);
  }

  private static void tell(String why) {
    if (!TOLD.getAndSet(true)) {
      LOG.warn("fast layers: stock ones are used, {}", why);
    }
  }
}
