import HTTPTypes
import Hummingbird

/// The page that a browser gets when somebody is signed in; it goes on by itself.
///
/// A redirect would go on in the name of the provider's page, from which the browser comes: the session's cookie would not go along, and
/// the request be taken for one from elsewhere.
enum WelcomePage {
    static func response(to path: String) -> Response {
        let shown = escaped(path)
        let text = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="0; url=\(shown)"><title>Signed in</title>\
            </head><body><p>You are signed in. <a href="\(shown)">Go on</a></p></body></html>

            """
        return Response(
            status: .ok, headers: [.contentType: "text/html; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
    }
}
