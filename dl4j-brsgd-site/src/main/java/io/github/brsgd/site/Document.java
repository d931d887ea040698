package io.github.brsgd.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/**
 * One Markdown file.
 *
 * @param source its path in the checkout, with {@code /}
 * @param page the path of its page on the site
 * @param title its first heading
 * @param tree what it says
 * @param headings the headings in their order, with the anchors that GitHub gives them too
 */
record Document(
    String source, String page, String title, Node tree, Map<Heading, String> headings) {

  static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());

  private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();

  /** Gathers what is to be read. */
  private static final class Words extends AbstractVisitor {

    private final StringBuilder text = new StringBuilder();

    @Override
    public void visit(Text node) {
      text.append(node.getLiteral());
    }

    @Override
    public void visit(Code code) {
      text.append(code.getLiteral());
    }

    @Override
    public void visit(FencedCodeBlock block) {
      text.append(' ').append(block.getLiteral());
    }

    @Override
    public void visit(IndentedCodeBlock block) {
      text.append(' ').append(block.getLiteral());
    }

    @Override
    public void visit(SoftLineBreak end) {
      text.append(' ');
    }

    @Override
    public void visit(Paragraph paragraph) {
      visitChildren(paragraph);
      text.append(' ');
    }

    /** Cells of tables. */
    @Override
    public void visit(CustomNode node) {
      visitChildren(node);
      text.append(' ');
    }
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException if it has no heading of the first level to be its title
   */
  static Document read(Path checkout, Path file) throws IOException {
    String source = checkout.relativize(file).toString().replace('\\', '/');
    Node tree = PARSER.parse(Files.readString(file));
    Map<Heading, String> headings = new LinkedHashMap<>();
    for (Node node = tree.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Heading heading) {
        headings.put(heading, anchor(text(heading), headings.values()));
      }
    }
    String title =
        headings.keySet().stream()
            .filter(heading -> heading.getLevel() == 1)
            .map(Document::text)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(source + ": no heading '# Title'"));
    return new Document(source, page(source), title, tree, headings);
  }

  /** Numbered where it is taken, also by a heading that ends in such a number. */
  private static String anchor(String heading, Collection<String> taken) {
    String plain = IdGenerator.builder().build().generateId(heading);
    String anchor = plain;
    for (int k = 1; taken.contains(anchor); k++) {
      anchor = plain + "-" + k;
    }
    return anchor;
  }

  /** A README is what one sees of its folder first. */
  private static String page(String source) {
    return source.replaceFirst("(^|/)README\\.md$", "$1index.html").replaceFirst("\\.md$", ".html");
  }

  /** What a node says, without markup. */
  static String text(Node node) {
    Words words = new Words();
    node.accept(words);
    return words.text.toString().replaceAll("\\s+", " ").strip();
  }

  /** Headings of one level, in their order. */
  List<Heading> headings(int level) {
    return headings.keySet().stream().filter(heading -> heading.getLevel() == level).toList();
  }

  /** What stands between a heading and the next of any level. */
  String textBelow(Heading heading) {
    List<String> parts = new ArrayList<>();
    for (Node node = heading.getNext();
        node != null && !(node instanceof Heading);
        node = node.getNext()) {
      parts.add(text(node));
    }
    return String.join(" ", parts);
  }

  /** The address, from this page, of another of the site. */
  String to(String other) {
    return root() + Address.of(other);
  }

  /** The path from this page to the folder of the site: empty, or some {@code ../}. */
  String root() {
    return "../".repeat((int) page.chars().filter(letter -> letter == '/').count());
  }
}
