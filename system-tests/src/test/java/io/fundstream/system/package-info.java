/**
 * The guarantees of the platform, each a test named after it, on the whole stack in processes of
 * its own. What happened is judged from outside: by what the writers were told, by SQL, by a Kafka
 * consumer and by HTTP.
 *
 * <p>Not for: testing one service; and never by asking the code under test whether it is right.
 */
@NullMarked
package io.fundstream.system;

import org.jspecify.annotations.NullMarked;
