package io.headwater.dashboard;

import io.headwater.config.HeadwaterConfig;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.util.JavalinBindException;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The live page's web server. It answers GET only, but for signing in, and changes nothing
 * anywhere.
 *
 * <pre>{@code
 * try (DashboardServer page = DashboardServer.start(config, Binding.local(8080))) {
 *   System.out.println(page.url());
 * }
 * }</pre>
 */
public final class DashboardServer implements AutoCloseable {
  /** Everything from our own origin; no inline script or style, no frame around us. */
  private static final String CONTENT_SECURITY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  private static final String JSON = "application/json; charset=utf-8";

  /** One per open page, and some for what they fetch. */
  private static final int THREADS = Pulses.MOST_PAGES + 24;

  private static final int MOST_SUGGESTIONS = 50;
  private static final int MOST_QUERY = 256;
  private static final int MOST_BODY = 4096;

  private final LiveView view;
  private final Pulses pulses;
  private final Visitors visitors;
  private final Binding binding;
  private final Javalin server;

  private DashboardServer(HeadwaterConfig config, Binding binding) {
    this.binding = binding;
    view = new LiveView(config);
    pulses = new Pulses(view);
    visitors = new Visitors(binding);
    server = Javalin.create(this::configure);
  }

  /**
   * Starts reading and serving.
   *
   * @param config where the broker is and what the topics are called
   * @throws BindingException when the address is taken or not ours
   */
  public static DashboardServer start(HeadwaterConfig config, Binding binding) {
    DashboardServer page = new DashboardServer(config, binding);
    page.view.start();
    try {
      page.server.start(binding.host(), binding.port());
    } catch (JavalinBindException e) {
      page.close();
      throw new BindingException(
          "The page cannot listen on %s:%d: the port is taken, or the address is not one of this machine; give another with --port or --host."
              .formatted(binding.host(), binding.port()),
          e);
    }
    return page;
  }

  /** Where a browser finds it. */
  public String url() {
    return "http://%s:%d/".formatted(binding.urlHost(), server.port());
  }

  /** What is held in memory now, for measurements. */
  LiveView view() {
    return view;
  }

  private void configure(JavalinConfig javalin) {
    Histories held = view.held();
    javalin.startup.showJavalinBanner = false;
    javalin.startup.showOldJavalinVersionWarning = false;
    javalin.startup.startupWatcherEnabled = false;
    javalin.http.maxRequestSize = MOST_BODY;
    javalin.http.generateEtags = true;
    javalin.jetty.threadPool = new QueuedThreadPool(THREADS, 2);
    javalin.jetty.modifyHttpConfiguration(DashboardServer::tellNothing);
    javalin.routes.beforeMatched(this::admit);
    javalin.routes.before(DashboardServer::guard);
    new PageFiles()
        .byPath()
        .forEach(
            (path, file) ->
                javalin.routes.get(path, c -> c.contentType(file.type()).result(file.bytes())));
    javalin.routes.post("/sign-in", this::signIn);
    javalin.routes.get("/health", this::health);
    javalin.routes.get("/api/overview", c -> json(c, PageJson.overview(view.config())));
    javalin.routes.get("/api/graphs", c -> json(c, PageJson.snapshots(held.graphs().summaries())));
    javalin.routes.get("/api/graph", this::graph);
    javalin.routes.get(
        "/api/losses",
        c -> json(c, PageJson.losses(held.losses().points(PageJson.MOST_POINTS), view.config())));
    javalin.routes.get("/api/models", c -> json(c, PageJson.models(held.models().newestFirst())));
    javalin.routes.get("/api/unused", c -> json(c, PageJson.unused(held.unused().lines())));
    javalin.routes.get("/api/subjects", this::subjects);
    javalin.routes.get("/api/neighbour", this::neighbour);
    javalin.routes.get("/api/subject", this::subject);
    javalin.routes.sse("/api/events", pulses::serve);
  }

  private static void tellNothing(HttpConfiguration http) {
    http.setSendServerVersion(false);
  }

  private static void guard(Context c) {
    c.header("Content-Security-Policy", CONTENT_SECURITY);
    c.header("X-Content-Type-Options", "nosniff");
    c.header("Referrer-Policy", "no-referrer");
    c.header("Cross-Origin-Resource-Policy", "same-origin");
    c.header("Cache-Control", "no-cache");
  }

  /** Before anything that is there: files of the page hold no data, but need no stranger either. */
  private void admit(Context c) {
    boolean open =
        c.path().equals("/health")
            || (visitors.needToken() && List.of("/sign-in", "/page.css").contains(c.path()));
    if (open || visitors.admitted(c)) {
      return;
    }
    if (visitors.needToken() && c.path().equals("/")) {
      c.redirect("/sign-in", HttpStatus.SEE_OTHER);
    } else {
      c.status(visitors.needToken() ? HttpStatus.UNAUTHORIZED : HttpStatus.FORBIDDEN)
          .result(
              visitors.needToken()
                  ? "Sign in, or send the token as Authorization: Bearer."
                  : "This page answers under the names of this machine's loopback interface only.");
    }
    c.skipRemainingHandlers();
  }

  private void signIn(Context c) {
    if (visitors.needToken() && visitors.isToken(c.formParam("token"))) {
      visitors.signIn(c);
      c.redirect("/", HttpStatus.SEE_OTHER);
    } else {
      c.redirect("/sign-in", HttpStatus.SEE_OTHER);
    }
  }

  /** For probes: says nothing of anybody. A broker that is away is no reason to kill the page. */
  private void health(Context c) {
    boolean reading = view.reading();
    BrokerState broker = view.broker();
    c.status(reading ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
    json(
        c,
        Map.of(
            "status",
            reading ? "up" : "down",
            "broker",
            broker.up() ? "up" : "down",
            "caughtUp",
            broker.caughtUp()));
  }

  private void graph(Context c) {
    String id = c.queryParam("id");
    long wanted = id != null && id.matches("\\d{1,18}") ? Long.parseLong(id) : -1;
    view.held()
        .graphs()
        .step(wanted)
        .ifPresentOrElse(
            step -> json(c, PageJson.graph(step)), () -> c.status(HttpStatus.NOT_FOUND));
  }

  private void subjects(Context c) {
    String query = c.queryParam("query");
    String wanted = query == null ? "" : query.substring(0, Math.min(MOST_QUERY, query.length()));
    json(c, view.held().people().named(wanted, MOST_SUGGESTIONS));
  }

  /** Who stands beside somebody in the order of names. */
  private void neighbour(Context c) {
    String id = c.queryParam("id");
    boolean after = !"before".equals(c.queryParam("side"));
    view.held()
        .people()
        .beside(id == null ? "" : id, after)
        .ifPresentOrElse(name -> json(c, name), () -> c.status(HttpStatus.NOT_FOUND));
  }

  private void subject(Context c) {
    String id = c.queryParam("id");
    if (id == null || !view.held().people().knows(id)) {
      c.status(HttpStatus.NOT_FOUND);
      return;
    }
    view.held().watched().choose(id);
    json(c, SubjectJson.of(id, view));
  }

  private static void json(Context c, Object document) {
    c.contentType(JSON).result(PageJson.bytes(document));
  }

  @Override
  public void close() {
    pulses.close();
    view.close();
    server.stop();
  }
}
