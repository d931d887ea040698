package io.github.brsgd.diagnostics;

import java.util.OptionalDouble;

/**
 * What the theorem wants to know of one round, as it was seen: expectations over the draws of a
 * node are means over the honest nodes, those over A_k a single draw.
 *
 * @param round k
 * @param loss F(w_k)
 * @param gradientNorm {@code ||grad F(w_k)||}
 * @param secondMoment mean of {@code ||g_i||^2} over the honest nodes
 * @param deviation root mean square of {@code ||g_i - grad F||} over the honest nodes
 * @param margin {@code <A_k, grad F> / ||grad F||^2}, one draw of what Assumption 2.2 calls 1 - sin
 *     alpha at least
 * @param expansion {@code ||A_k||^2 / secondMoment}, one draw of what (2.6) calls E at most
 * @param smoothness {@code ||grad F(w_k) - grad F(w_j)|| / ||w_k - w_j||} with the observation
 *     before; empty at first and where nothing moved
 * @since 0.1
 */
public record Observation(
    int round,
    double loss,
    double gradientNorm,
    double secondMoment,
    double deviation,
    double margin,
    double expansion,
    OptionalDouble smoothness) {}
