package io.github.brsgd.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.renderer.html.AttributeProvider;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * A document as HTML, with its links as those of the site. Changes the document's tree: once for
 * each.
 */
final class Body {

  private final Document document;
  private final Destinations destinations;
  private final List<Runnable> changes = new ArrayList<>();

  private Body(Document document, Destinations destinations) {
    this.document = document;
    this.destinations = destinations;
  }

  static String of(Document document, Destinations destinations) {
    Body body = new Body(document, destinations);
    document.tree().accept(body.new Links());
    body.changes.forEach(Runnable::run);
    return HtmlRenderer.builder()
        .extensions(Document.EXTENSIONS)
        .nodeRendererFactory(ScrollBox.Renderer::new)
        .attributeProviderFactory(context -> body.new Attributes())
        // What looks like a tag is text.
        .escapeHtml(true)
        .build()
        .render(document.tree());
  }

  private final class Links extends AbstractVisitor {

    /** Code in a link has its link: of what is in it pictures alone are visited. */
    @Override
    public void visit(Link link) {
      link.setDestination(destinations.of(document, link.getDestination()));
      for (Node node = link.getFirstChild(); node != null; node = node.getNext()) {
        if (node instanceof Image image) {
          visit(image);
        }
      }
    }

    @Override
    public void visit(Image image) {
      image.setDestination(destinations.of(document, image.getDestination()));
    }

    @Override
    public void visit(Code code) {
      if (code.getParent() instanceof Heading) {
        // Headings are what is linked to.
        return;
      }
      destinations
          .ofCode(document, code.getLiteral())
          .ifPresent(
              page ->
                  changes.add(
                      () -> {
                        Link link = new Link(page, null);
                        code.insertBefore(link);
                        link.appendChild(code);
                      }));
    }

    @Override
    public void visit(CustomBlock block) {
      if (block instanceof TableBlock table) {
        changes.add(() -> ScrollBox.around(table));
      }
      visitChildren(block);
    }
  }

  private final class Attributes implements AttributeProvider {

    @Override
    public void setAttributes(Node node, String tag, Map<String, String> attributes) {
      if (node instanceof Heading heading && document.headings().containsKey(heading)) {
        attributes.put("id", document.headings().get(heading));
      }
      if (tag.equals("pre")) {
        attributes.put("tabindex", "0");
      }
      if (tag.equals("th")) {
        attributes.put("scope", "col");
      }
    }
  }
}
