/** What becomes of all packets of a node, class by class, and where two nodes differ. */
package io.kubenet.symbolic;
