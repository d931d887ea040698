package io.github.brsgd.training.model;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.subsampling.SubsamplingLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Maximum and average pooling without oneDNN, which takes three to ten times as long for small
 * windows, most of it to lay out memory anew: by {@link TiledMaximum} or ND4J's own code.
 */
final class PlainPooling extends SubsamplingLayer {

  private static final long serialVersionUID = 1L;

  /** Takes the place of a layer with maximum or average pooling. */
  PlainPooling(SubsamplingLayer layer) {
    super(layer.conf(), layer.conf().getDataType());
    setIndex(layer.getIndex());
    setListeners(layer.getListeners());
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    if (input == null || input.rank() != 4) {
      return super.activate(training, workspaces); // which says what is wrong
    }
    INDArray in = input.castTo(dataType);
    DynamicCustomOp pooling = pooling("");
    pooling.addInputArgument(in);
    long[] shape = pooling.calculateOutputShape().get(0).getShape();
    INDArray out = workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, shape, 'c');
    if (isTiled() && TiledMaximum.serves(in)) {
      tiles().forward(in, out);
    } else {
      run(pooling, out, in);
    }
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    INDArray in = input.castTo(dataType);
    INDArray out =
        workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, in.shape(), 'c');
    INDArray errors = epsilon.castTo(dataType);
    if (isTiled() && TiledMaximum.serves(in, errors)) {
      tiles().backward(in, errors, out);
    } else {
      run(pooling("_bp"), out, in, errors);
    }
    return Pair.of(new DefaultGradient(), out);
  }

  private boolean isTiled() {
    var conf = layerConf();
    return conf.getPoolingType() == PoolingType.MAX
        && convolutionMode != ConvolutionMode.Same
        && Arrays.equals(conf.getKernelSize(), conf.getStride())
        && Arrays.stream(conf.getPadding()).allMatch(pad -> pad == 0)
        && Arrays.stream(conf.getDilation()).allMatch(step -> step == 1)
        && conf.getCnn2dDataFormat() == CNN2DFormat.NCHW;
  }

  private TiledMaximum tiles() {
    int[] kernel = layerConf().getKernelSize();
    return new TiledMaximum(kernel[0], kernel[1]);
  }

  private DynamicCustomOp pooling(String suffix) {
    PoolingType type = layerConf().getPoolingType();
    return DynamicCustomOp.builder((type == PoolingType.MAX ? "maxpool2d" : "avgpool2d") + suffix)
        .addIntegerArguments(arguments())
        .build();
  }

  private int[] arguments() {
    var conf = layerConf();
    int[] kernel = conf.getKernelSize();
    int[] stride = conf.getStride();
    int[] padding = conf.getPadding();
    int[] dilation = conf.getDilation();
    boolean paddingCounts =
        conf.getPoolingType() == PoolingType.AVG && conf.isAvgPoolIncludePadInDivisor();
    return new int[] {
      kernel[0],
      kernel[1],
      stride[0],
      stride[1],
      padding[0],
      padding[1],
      dilation[0],
      dilation[1],
      convolutionMode == ConvolutionMode.Same ? 1 : 0,
      paddingCounts ? 1 : 0,
      conf.getCnn2dDataFormat() == CNN2DFormat.NCHW ? 0 : 1
    };
  }

  @SuppressWarnings("try") // close is declared to throw anything
  private static void run(DynamicCustomOp pooling, INDArray out, INDArray... in) {
    try (OpContext context = Nd4j.getExecutioner().buildContext()) {
      context.allowHelpers(false);
      for (int i = 0; i < in.length; i++) {
        context.setInputArray(i, in[i]);
      }
      context.setOutputArray(0, out);
      context.setIArguments(pooling.iArgs());
      Nd4j.exec(pooling, context);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) { // declared by OpContext.close
      throw new IllegalStateException(e);
    }
  }
}
