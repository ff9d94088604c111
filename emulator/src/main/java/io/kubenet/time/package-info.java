/** How long things take, with the source of each delay, and what applications do meanwhile. */
package io.kubenet.time;
