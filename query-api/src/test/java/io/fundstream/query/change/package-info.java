@NullMarked
package io.fundstream.query.change;

import org.jspecify.annotations.NullMarked;
