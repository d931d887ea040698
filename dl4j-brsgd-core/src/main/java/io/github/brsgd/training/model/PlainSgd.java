package io.github.brsgd.training.model;

import org.deeplearning4j.nn.api.Trainable;
import org.deeplearning4j.nn.api.TrainingConfig;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.samediff.AbstractSameDiffLayer;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ISchedule;

/** Sets {@code w - alpha_k A_k} as the update of a layer, through wrappers around it. */
final class PlainSgd {

  private PlainSgd() {}

  static void use(NetworkAdapter network, ISchedule schedule) {
    network.configurations().forEach(layer -> set(layer, schedule));
    for (Trainable layer : network.layers()) {
      layer.paramTable(false).keySet().forEach(name -> check(layer.getConfig(), name));
    }
    network.resetUpdater();
  }

  private static void set(Layer layer, ISchedule schedule) {
    if (layer instanceof FrozenLayer || layer instanceof FrozenLayerWithBackprop) {
      return;
    }
    if (layer instanceof BaseWrapperLayer wrapper) {
      set(wrapper.getUnderlying(), schedule);
    } else if (layer instanceof Bidirectional both) {
      set(both.getFwd(), schedule);
      set(both.getBwd(), schedule);
    } else if (layer instanceof BaseLayer own) {
      own.setIUpdater(new Sgd(schedule));
      own.setBiasUpdater(null);
    } else if (layer instanceof AbstractSameDiffLayer own) {
      own.setUpdater(new Sgd(schedule));
      own.setBiasUpdater(null);
    }
  }

  private static void check(TrainingConfig layer, String parameter) {
    IUpdater updater = layer.getUpdaterByParam(parameter);
    if (!(updater instanceof Sgd || updater instanceof NoOp)) {
      throw new IllegalArgumentException(
          "schedule: layer "
              + layer.getLayerName()
              + " keeps its updater "
              + updater
              + " for "
              + parameter
              + "; set the schedule in the network's own updater instead");
    }
  }
}
