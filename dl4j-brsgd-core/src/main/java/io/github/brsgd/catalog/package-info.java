/**
 * Rules, attacks, data poisonings, partitioners and data sets by text, for command lines,
 * configuration files and sweeps.
 *
 * <p>Core never dispatches on strings; where people type, {@code krum:q=4} has to become a {@link
 * io.github.brsgd.aggregation.Aggregator} of q Byzantine rows and back. {@link
 * io.github.brsgd.catalog.Catalog} is the entry point. Nothing is guessed: an unknown id or key, a
 * missing, repeated or mistyped value is an error that lists what exists and suggests the nearest.
 *
 * <table>
 * <caption>Members</caption>
 * <tr><th>Class</th><th>Role</th></tr>
 * <tr><td>{@link io.github.brsgd.catalog.Catalog}</td><td>text to rule, attack, data set and so on, and back</td></tr>
 * <tr><td>{@link io.github.brsgd.catalog.CatalogEntry}, {@link
 *     io.github.brsgd.catalog.Parameter}</td><td>what people are told about a member</td></tr>
 * <tr><td>{@link io.github.brsgd.catalog.Certification}</td>
 *     <td>whether a rule is proven to be robust, by which formula, or why not</td></tr>
 * <tr><td>{@link io.github.brsgd.catalog.CatalogProvider}</td>
 *     <td>adds members of one's own, found by {@link java.util.ServiceLoader}</td></tr>
 * <tr><td>{@link io.github.brsgd.catalog.Offer}, {@link
 *     io.github.brsgd.catalog.Arguments}</td><td>entry with its factory; the values given</td></tr>
 * </table>
 */
package io.github.brsgd.catalog;
