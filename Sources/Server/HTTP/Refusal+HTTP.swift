import HTTPTypes
import Records

/// The refusals that are about HTTP itself and not about a record.
extension Refusal {
    static func urlTooLong(_ bytes: Int, _ limit: Int) -> Refusal {
        Refusal(
            .tooLarge, "url_too_long", "The URL has \(bytes) bytes; at most \(limit) are read.",
            hint: "Ask for less at once, or put it into the body.")
    }

    static func noSuchPath(_ path: String) -> Refusal {
        Refusal(
            .notFound, "unknown_path", "There is nothing at \(path.prefix(200)).",
            hint: "See /v1/openapi.json for the paths that there are.")
    }

    static func noSuchMethod(_ method: HTTPRequest.Method, _ allowed: [String]) -> Refusal {
        Refusal(
            .badInput, "method_not_allowed", "\(method.rawValue.prefix(20)) is not possible here.",
            hint: "Possible here: \(allowed.joined(separator: ", ")).")
    }

    /// The same words whether the token is missing, unknown, expired or revoked, so that none of it can be learnt.
    static let signInNeeded = Refusal(
        .signInNeeded, "sign_in_needed", "The request carries no access token that is good now.",
        hint: "Sign in (registryctl login) and send Authorization: Bearer reg_….")

    /// The same words whether the login is unknown, the credential wrong, over, replaced or revoked, or its person gone.
    static let signInRefused = Refusal(
        .signInNeeded, "sign_in_refused", "Nobody was signed in: the login and the credential don't go together now.",
        hint: "Check both; an administrator issues another credential.")

    /// The same words whether the id token is not good, was used before, or nobody is bound to its subject.
    static let idTokenRefused = Refusal(
        .signInNeeded, "sign_in_refused",
        "Nobody was signed in: the id token is not good here now, or no account is bound to its subject.",
        hint: "Sign in again; an administrator binds a subject to an account.")

    static func tooManySignIns(after seconds: Int) -> Refusal {
        var refusal = Refusal(
            .tooOften, "too_many_sign_ins", "Nobody was signed in: too many tried from there lately.",
            hint: "Sign in again in \(max(1, seconds)) seconds. Who is signed in already works on.")
        refusal.retryAfterSeconds = max(1, seconds)
        return refusal
    }

    static let noProvider = Refusal(
        .notPossibleNow, "no_identity_provider", "Nobody was signed in: this server has no identity provider.",
        hint: "Sign in with a credential or a token.")

    static let noBrowserWay = Refusal(
        .notPossibleNow, "no_browser_sign_in", "Nobody was signed in: this server has no sign-in for browsers.",
        hint:
            "Sign in with registryctl login; the operator names the two addresses of a browser's sign-in to registryd serve --oidc."
    )

    /// The same words whatever is wrong between beginning a sign-in and coming back from the identity provider.
    static let browserSignInRefused = Refusal(
        .signInNeeded, "sign_in_refused",
        "Nobody was signed in: this browser has begun no sign-in lately that this finishes, the identity provider said no, or no account is bound to who signed in there.",
        hint: "Begin again at /v1/sign-in/browser?jurisdiction=CODE; an administrator binds a subject to an account.")

    static let changeNotFromOwnPage = Refusal(
        .notAllowed, "not_from_own_page",
        "Nothing was done: the browser doesn't say that one of the registry's own pages asked for it.",
        hint: "Do it from a page of the registry; a program sends Authorization: Bearer reg_… instead of a cookie.")

    static let readNotFromOwnPage = Refusal(
        .notAllowed, "not_from_own_page", "Nothing is shown: the browser says that a page elsewhere asked for it.",
        hint: "Open it from a page of the registry, or type its address.")

    /// - Parameter announced: how long it is, where the request says so.
    static func bodyTooLarge(_ announced: Int?, _ limit: Int) -> Refusal {
        Refusal(
            .tooLarge, "body_too_large",
            announced.map { "The body has \($0) bytes; at most \(limit) are taken here." }
                ?? "The body has more than the \(limit) bytes that are taken here.",
            hint: "Send it in smaller parts.")
    }

    static let bodyCutShort = Refusal(
        .badInput, "body_cut_short", "The body ended before its announced length; nothing was done.",
        hint: "Send the request again.")

    static func unsupportedType(_ given: String?, _ expected: String) -> Refusal {
        Refusal(
            .unsupportedType, "unsupported_type",
            given.map { "A body of type \($0.prefix(100)) is not read here." }
                ?? "The request does not say which type its body has.",
            hint: "Send it with Content-Type: \(expected).")
    }

    static func unsupportedEncoding(_ encoding: String) -> Refusal {
        Refusal(
            .unsupportedType, "unsupported_encoding",
            "A body with Content-Encoding: \(encoding.prefix(60)) is not read here; nothing was done.",
            hint: "Send it as it is, without Content-Encoding.")
    }

    static func idempotencyKeyTwice(_ count: Int) -> Refusal {
        Refusal(
            .badInput, "idempotency_key_twice", "The request has \(count) Idempotency-Keys; it is known by one.",
            hint: "Send one.")
    }

    static let idempotencyKeyMissing = Refusal(
        .badInput, "idempotency_key_missing",
        "The request has no Idempotency-Key, so sending it twice would do it twice.",
        hint: "Add the header Idempotency-Key with a new UUID, and keep it when you send the same request again.")

    static func idempotencyKeyUnfit(_ count: Int) -> Refusal {
        Refusal(
            .badInput, "idempotency_key_unfit", "The Idempotency-Key has \(count) characters; 1 to 255 are taken.",
            hint: "Use a UUID.")
    }

    static let ifMatchMissing = Refusal(
        .preconditionMissing, "version_needed", "The change does not say which version it is based on.",
        hint: "Read the record and send its ETag back as If-Match.")

    static func ifMatchUnfit(_ text: String) -> Refusal {
        Refusal(
            .badInput, "not_a_version", "If-Match: \(text.prefix(60)) is not one version of a record.",
            hint: "Send the ETag that reading the record gave, such as \"v3\".")
    }
}
