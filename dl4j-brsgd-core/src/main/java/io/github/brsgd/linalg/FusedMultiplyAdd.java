package io.github.brsgd.linalg;

/**
 * Whether the processor has an instruction for {@link Math#fma(float, float, float)}, as those of
 * the last ten years do. Without one it is computed in decimal numbers, a thousand times slower.
 */
final class FusedMultiplyAdd {

  /** The same on processors of one type; false where the virtual machine does not tell. */
  static final boolean IS_FAST = Boolean.parseBoolean(VirtualMachine.option("UseFMA"));

  private FusedMultiplyAdd() {}
}
