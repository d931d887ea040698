/**
 * The documentation as a site: the Markdown files of the checkout as static pages with a menu, a
 * search and the Javadoc, to be read from a folder without any network.
 *
 * <pre>mvn -DskipTests -pl dl4j-brsgd-site -am verify      # dl4j-brsgd-site/target/site/index.html
 * </pre>
 *
 * <p>A Markdown file is read into a {@code Document}; once all are known, links among them become
 * links among pages, and each is set into the one {@code Template}. What is written is then read
 * again by {@code DeadLinks}, and a link that leads nowhere fails the build. The same checkout
 * gives the same bytes.
 *
 * <table>
 * <caption>Classes</caption>
 * <tr><th>class</th><th>is</th></tr>
 * <tr><td>{@link io.github.brsgd.site.Site}</td><td>the program</td></tr>
 * <tr><td>{@code Document}</td><td>one Markdown file, parsed: title, headings, what it links to</td></tr>
 * <tr><td>{@code Menu}</td><td>in which section and order pages stand</td></tr>
 * <tr><td>{@code Destinations}</td><td>what a link of a document leads to on the site</td></tr>
 * <tr><td>{@code Address}</td><td>paths as they stand in links</td></tr>
 * <tr><td>{@code Javadoc}</td><td>the Javadoc of the modules: what is copied, and the page of a class</td></tr>
 * <tr><td>{@code ScrollBox}</td><td>what is wider than a phone, and scrolls by itself</td></tr>
 * <tr><td>{@code Body}</td><td>a document as HTML</td></tr>
 * <tr><td>{@code Template}</td><td>all around it: head, menu, search, foot</td></tr>
 * <tr><td>{@code SearchIndex}</td><td>what {@code search.js} searches</td></tr>
 * <tr><td>{@code DeadLinks}</td><td>links of written pages that lead nowhere</td></tr>
 * </table>
 */
package io.github.brsgd.site;
