/** Pages for a browser: each is whole in itself, needs no network and no scripts. */
package io.kubenet.html;
