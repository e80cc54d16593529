/// Orders by weight that may not be known: negative, zero, positive, or nil where it can't be said.
enum Order {
    /// Positive when everything in `one` is at least as heavy as everything in `other`; nil when that is not so.
    static func ofAll<Item>(_ one: [Item], _ other: [Item], _ compare: (Item, Item) -> Int?) -> Int? {
        var sign = 0
        for left in one {
            for right in other {
                guard let order = compare(left, right), order * sign >= 0 else { return nil }
                if order != 0 { sign = order }
            }
        }
        return sign
    }

    /// By the first place at which two lists differ; where there is none the longer one is heavier.
    static func byPlace<Item>(_ one: [Item], _ other: [Item], _ compare: (Item, Item) -> Int?) -> Int? {
        for (first, second) in zip(one, other) {
            guard let order = compare(first, second) else { return nil }
            if order != 0 { return order }
        }
        return (one.count - other.count).signum()
    }
}
