/**
 * Where chance comes from, and what it is worth: one seed chooses a way, or every way is walked and
 * weighed with an exact fraction.
 */
package io.kubenet.chance;
